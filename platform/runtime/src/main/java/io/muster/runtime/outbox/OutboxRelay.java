package io.muster.runtime.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.runtime.event.RecordSender;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Publishes what is in the outbox. Of all replicas of a service one leads at a time: the one that holds the advisory
 * lock of the service's database. When it dies its connection ends, and with it the lock; another replica takes over
 * within {@link #CANDIDATE_PAUSE_MS} and publishes what is left, so that events may come twice but none is lost.
 *
 * <p>The leader is handed first events of their keys by its own process right after the commit. To read others it wakes
 * by a call in its own process, by {@code NOTIFY} from another replica, or by a timer. Replicas notify outside of their
 * transactions, because a notifying transaction makes all others wait at commit.
 */
@ApplicationScoped
public class OutboxRelay {

    static final long CANDIDATE_PAUSE_MS = 300;
    private static final long LEADER_PAUSE_MS = 500;
    private static final long RECONNECT_PAUSE_MS = 500;
    private static final int ROWS_PER_VACUUM = 50_000;
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    private final RecordSender sender;
    private final Pool pool;
    private final RelaySettings settings;
    private final ContextInternal context;
    private final MeterRegistry meters;
    private final Counter published;
    private final AtomicBoolean wakeScheduled = new AtomicBoolean();
    private final AtomicBoolean notifying = new AtomicBoolean();

    // Only touched on the context, except that any thread may see whether there is a loop or trouble.
    private volatile RelayLoop loop;
    private volatile String trouble = "not started";
    private RelaySession session;
    private boolean connecting;
    private boolean stopped;
    private String failing; // why the last leadership of this process ended, until events leave again or none is left
    private int sinceVacuum;

    public OutboxRelay(RecordSender sender, Pool pool, RelaySettings settings, Vertx vertx, MeterRegistry meters) {
        this.sender = sender;
        this.pool = pool;
        this.settings = settings;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.published = meters.counter("muster_outbox_published");
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        meters.gauge("muster_outbox_leader", this, relay -> relay.leads() ? 1 : 0);
        context.runOnContext(start -> connect());
    }

    void stop(@Observes ShutdownEvent event) {
        context.runOnContext(stop -> {
            stopped = true;
            if (loop != null) {
                loop.deletePublished();
            }
            endLoop();
            if (session != null) {
                session.close();
            }
        });
    }

    /** Whether this process is the one that publishes. */
    public boolean leads() {
        return loop != null;
    }

    /** What keeps events from leaving, if anything does. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Publishes soon: here when this process leads, else by telling the one that does. */
    void wake() {
        if (!leads()) {
            notifyLeader();
        } else if (wakeScheduled.compareAndSet(false, true)) {
            context.runOnContext(wake -> {
                wakeScheduled.set(false);
                wakeLoop();
            });
        }
    }

    /** What this process has read until now, if it leads. */
    Since now() {
        RelayLoop leading = loop;
        return leading == null ? Since.NOT_LEADING : new Since(leading, leading.mark());
    }

    /** Publishes rows, the first of their keys, that this process has stored since then and committed. Any thread. */
    void handOver(Since since, List<OutboxRow> committed) {
        if (since.loop() == null) {
            wake();
            return;
        }
        context.runOnContext(handOver -> {
            if (loop == since.loop()) {
                loop.handOver(since.mark(), committed);
            } else {
                wake();
            }
        });
    }

    /**
     * A moment in the life of a relay.
     *
     * @param loop null when the process did not lead
     */
    record Since(RelayLoop loop, long mark) {

        static final Since NOT_LEADING = new Since(null, 0);
    }

    private void wakeLoop() {
        if (loop != null) {
            loop.wake();
        }
    }

    /** At most one notification is on its way and one waits behind it. */
    private void notifyLeader() {
        if (notifying.compareAndSet(false, true)) {
            context.runOnContext(send -> {
                notifying.set(false);
                pool.query("notify " + RelaySession.CHANNEL)
                        .execute()
                        .onFailure(failure -> LOG.debugf("could not notify the outbox leader: %s", failure));
            });
        }
    }

    private void connect() {
        if (stopped || connecting || session != null) {
            return; // a connection that fails while it is opened is reported twice
        }
        connecting = true;
        PgConnectOptions options = settings.connectOptions();
        PgConnection.connect(context.owner(), options)
                .flatMap(connection -> RelaySession.open(connection, settings.source(), this::wakeLoop, this::lost))
                .onComplete(done -> connecting = false)
                .onSuccess(opened -> {
                    session = opened;
                    apply();
                })
                .onFailure(failure -> {
                    trouble = "no database connection: " + failure.getMessage();
                    LOG.warnf("outbox relay has no database connection: %s", failure.getMessage());
                    context.setTimer(RECONNECT_PAUSE_MS, again -> connect());
                });
    }

    private void apply() {
        RelaySession candidate = session;
        if (candidate == null || stopped) {
            return;
        }
        candidate
                .tryToLead()
                .onSuccess(leads -> {
                    if (leads) {
                        lead(candidate);
                    } else {
                        trouble = null;
                        context.setTimer(CANDIDATE_PAUSE_MS, again -> applyAs(candidate));
                    }
                })
                .onFailure(failure -> candidate.close());
    }

    private void applyAs(RelaySession candidate) {
        if (session == candidate) {
            apply();
        }
    }

    private void lead(RelaySession leader) {
        LOG.info("leads the outbox");
        RelayLoop started =
                new RelayLoop(leader, sender, context::execute, failure -> failed(leader, failure), this::progressed);
        loop = started;
        trouble = failing;
        started.wake();
        context.setPeriodic(LEADER_PAUSE_MS, timer -> {
            if (loop == started) {
                started.wakeFromStart();
            } else {
                context.owner().cancelTimer(timer);
            }
        });
    }

    /** Starts over with a new connection, which also reads everything again from the start. */
    private void failed(RelaySession leader, Throwable failure) {
        LOG.warnf("outbox relay starts over: %s", failure);
        failing = failure.toString();
        leader.close();
    }

    private void lost() {
        endLoop();
        session = null;
        if (!stopped) {
            context.setTimer(RECONNECT_PAUSE_MS, again -> connect());
        }
    }

    private void endLoop() {
        if (loop != null) {
            loop.end();
            loop = null;
        }
    }

    /** Deleted rows slow the read of the first ones down until they are vacuumed, and autovacuum comes once a minute. */
    private void progressed(int rows) {
        published.increment(rows);
        failing = null;
        trouble = null;
        sinceVacuum += rows;
        if (sinceVacuum >= ROWS_PER_VACUUM) {
            sinceVacuum = 0;
            pool.query("vacuum outbox")
                    .execute()
                    .onFailure(failure -> LOG.warnf("could not vacuum the outbox: %s", failure.getMessage()));
        }
    }
}
