package io.muster.allocator.reservation;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.allocation.DemandListener;
import io.muster.allocator.payload.PayloadListener;
import io.muster.allocator.payload.PayloadOutcome;
import io.muster.allocator.payload.PayloadService;
import io.muster.contracts.payload.PayloadEvent;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.outbox.Outbox;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Serves reservations that wait for a payload, longest waiting first, when one offers more than before, and ends the wait of those
 * whose deadline is over. Those that wait are rows, so any replica can serve them and none is lost with one.
 */
@ApplicationScoped
public class WaitingReservationsWorker implements PayloadListener {

    private static final Logger LOG = Logger.getLogger(WaitingReservationsWorker.class);
    private static final int BATCH = 256;
    /** Until another look when somebody else was changing what there is. */
    private static final Duration CONTENTION = Duration.ofMillis(10);

    private enum Progress {
        RUNNING,
        /** Something happened meanwhile: look once more. */
        AGAIN
    }

    private final Database database;
    private final ReservationStore store;
    private final ClaimService claims;
    private final PayloadService payloads;
    private final Outbox outbox;
    private final AllocatorSettings settings;
    private final List<DemandListener> demand;
    private final Map<String, Progress> serving = new ConcurrentHashMap<>();

    public WaitingReservationsWorker(
            Database database,
            ReservationStore store,
            ClaimService claims,
            PayloadService payloads,
            Outbox outbox,
            AllocatorSettings settings,
            @All List<DemandListener> demand) {
        this.database = database;
        this.store = store;
        this.claims = claims;
        this.payloads = payloads;
        this.outbox = outbox;
        this.settings = settings;
        this.demand = demand;
    }

    @Override
    public void changed(List<PayloadOutcome> outcomes) {
        outcomes.stream()
                .filter(PayloadOutcome::offersMore)
                .map(outcome -> outcome.after().identity().allocationId())
                .distinct()
                .forEach(this::wake);
    }

    /** Some have begun to wait: payloads are made for them, or one has become Ready meanwhile. */
    void asked(String allocationId) {
        demand.forEach(listener -> listener.demanded(allocationId));
        wake(allocationId);
    }

    /** Looks for reservations of an allocation that can be served; one look at a time, and one more if asked meanwhile. */
    public void wake(String allocationId) {
        Progress now = serving.merge(allocationId, Progress.RUNNING, (_, _) -> Progress.AGAIN);
        if (now == Progress.RUNNING) {
            serve(allocationId);
        }
    }

    /** Ends waits whose deadline is over. */
    public Uni<Void> expire() {
        String message =
                "No payload became Ready within " + settings.reservationWait().toSeconds() + " s.";
        return database.inTransaction(session -> store.expire(session, payloads.now(), message, BATCH)
                        .chain(expired -> announceLater(session, expired).replaceWith(expired)))
                .invoke(expired -> {
                    if (!expired.isEmpty()) {
                        LOG.infof("%d reservations got no payload in time", expired.size());
                        outbox.wake();
                    }
                })
                .replaceWithVoid();
    }

    private void serve(String allocationId) {
        database.inTransaction(session -> store.waiting(session, allocationId, BATCH)
                        .chain(waiting ->
                                waiting.isEmpty() ? Uni.createFrom().item(Claims.NONE) : claims.claim(session, waiting))
                        .chain(result ->
                                announceLater(session, result.granted()).replaceWith(result)))
                .subscribe()
                .with(result -> served(allocationId, result), failure -> failed(allocationId, failure));
    }

    private void served(String allocationId, Claims result) {
        payloads.announce(result.outcomes());
        if (!result.granted().isEmpty()) {
            outbox.wake();
        }
        boolean more = result.missed().isEmpty() && result.granted().size() == BATCH;
        Progress after = serving.computeIfPresent(
                allocationId, (_, progress) -> progress == Progress.AGAIN || more ? Progress.RUNNING : null);
        if (after != null) {
            serve(allocationId);
        } else if (result.contended()) {
            Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(CONTENTION)
                    .subscribe()
                    .with(_ -> wake(allocationId));
        }
    }

    private void failed(String allocationId, Throwable failure) {
        LOG.warnf(failure, "waiting reservations of allocation %s could not be served", allocationId);
        serving.remove(allocationId);
    }

    private Uni<Void> announceLater(StatelessSession session, List<Reservation> reservations) {
        List<Outgoing<PayloadEvent>> events = reservations.stream()
                .flatMap(reservation -> ReservationEvents.answer(reservation).stream())
                .toList();
        return events.isEmpty() ? Uni.createFrom().voidItem() : outbox.add(session, events);
    }
}
