package io.muster.allocator.lifecycle;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.host.ProcessRuntime;
import io.muster.allocator.host.RuntimeWorker;
import io.muster.allocator.local.LocalApiService;
import io.muster.allocator.node.NodeService;
import io.muster.allocator.payload.HeartbeatService;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.payload.PayloadStore;
import io.muster.allocator.payload.PayloadTimer;
import io.muster.allocator.reservation.ClaimService;
import io.muster.allocator.reservation.ReservationService;
import io.muster.allocator.reservation.WaitingReservationsWorker;
import io.muster.allocator.scaling.ScalingWorker;
import io.muster.runtime.db.Database;
import io.muster.runtime.flow.PeriodicTimer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Starts and stops everything that works by itself. */
@ApplicationScoped
public class AllocatorStartup {

    private static final Logger LOG = Logger.getLogger(AllocatorStartup.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration OFTENEST = Duration.ofMillis(20);
    private static final Duration OFTEN = Duration.ofMillis(50);
    /** Nobody waits for a payload that ends by itself, and many in one statement cost little more than one. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final Duration SOMETIMES = Duration.ofMillis(500);
    private static final Duration SELDOM = Duration.ofSeconds(1);
    private static final Duration RARELY = Duration.ofSeconds(5);
    private static final Duration EACH_MINUTE = Duration.ofMinutes(1);
    private static final String SERVICE_STOPPED = "service-stopped";

    private final Vertx vertx;
    private final Database database;
    private final PayloadStore store;
    private final PayloadService payloads;
    private final PayloadTimer timer;
    private final ScalingWorker scaling;
    private final WaitingReservationsWorker waiting;
    private final ClaimService claims;
    private final ReservationService reservations;
    private final HeartbeatService heartbeats;
    private final RuntimeWorker runtimes;
    private final ProcessRuntime processes;
    private final UpkeepSweeper upkeep;
    private final LocalApiService localApi;
    private final NodeService nodes;
    private final AllocatorSettings settings;
    private final List<PeriodicTimer> timers = new CopyOnWriteArrayList<>();

    public AllocatorStartup(
            Vertx vertx,
            Database database,
            PayloadStore store,
            PayloadService payloads,
            PayloadTimer timer,
            ScalingWorker scaling,
            WaitingReservationsWorker waiting,
            ClaimService claims,
            ReservationService reservations,
            HeartbeatService heartbeats,
            RuntimeWorker runtimes,
            ProcessRuntime processes,
            UpkeepSweeper upkeep,
            LocalApiService localApi,
            NodeService nodes,
            AllocatorSettings settings) {
        this.vertx = vertx;
        this.database = database;
        this.store = store;
        this.payloads = payloads;
        this.timer = timer;
        this.scaling = scaling;
        this.waiting = waiting;
        this.claims = claims;
        this.reservations = reservations;
        this.heartbeats = heartbeats;
        this.runtimes = runtimes;
        this.processes = processes;
        this.upkeep = upkeep;
        this.localApi = localApi;
        this.nodes = nodes;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        localApi.start();
        nodes.beat().await().atMost(PATIENCE);
        List<Payload> mine = mine();
        mine.forEach(processes::adopt);
        LOG.infof("node %s has %d payloads from before", nodes.node(), mine.size());
        every(GATHERING, "keeping payloads' times", timer::tick);
        every(SELDOM, "catching up with payloads' times", timer::catchUp);
        every(OFTENEST, "following the other replicas", claims::follow);
        every(SOMETIMES, "ending reservations' waits", waiting::expire);
        every(SOMETIMES, "ending unconfirmed reservations", reservations::endUnconfirmed);
        every(SELDOM, "the heartbeat", nodes::beat);
        every(SELDOM, "judging payloads' heartbeats", heartbeats::round);
        every(SELDOM, "looking after payloads", runtimes::reconcile);
        every(SELDOM, "bounding payloads' output", processes::boundOutputs);
        every(EACH_MINUTE, "removing payloads' output", processes::pruneOutputs);
        every(RARELY, "scaling", scaling::wakeAll);
        every(RARELY, "giving up what dead replicas ran", upkeep::giveUpLost);
        every(RARELY, "forgetting old history", upkeep::forget);
        scaling.wakeAll().subscribe().with(done -> {}, failure -> LOG.warn("nothing was scaled yet", failure));
    }

    private void every(Duration period, String what, Supplier<Uni<Void>> round) {
        timers.add(PeriodicTimer.every(vertx, period, what, round));
    }

    /** Payload processes end with the service, and are reported as ended, unless they are to be adopted. */
    void stop(@Observes ShutdownEvent event) {
        scaling.stop();
        runtimes.stop();
        stopPayloads();
        timers.forEach(PeriodicTimer::stop);
    }

    private void stopPayloads() {
        if (settings.processes().leaveRunning() || processes.running().isEmpty()) {
            return;
        }
        LOG.infof("%d payloads are stopped", processes.running().size());
        payloads.commandAll(processes.running().stream()
                        .map(uid ->
                                new PayloadService.Addressed(uid, new PayloadCommand.ShutDown(SERVICE_STOPPED, true)))
                        .toList())
                .await()
                .atMost(PATIENCE);
        Instant limit = payloads.now().plus(settings.shutdownGrace()).plus(RARELY);
        while (!processes.running().isEmpty() && payloads.now().isBefore(limit)) {
            LockSupport.parkNanos(OFTEN.toNanos());
        }
    }

    private List<Payload> mine() {
        return database.read(session -> store.onNode(session, nodes.node()))
                .await()
                .atMost(PATIENCE);
    }
}
