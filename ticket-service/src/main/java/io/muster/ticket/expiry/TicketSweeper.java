package io.muster.ticket.expiry;

import io.muster.contracts.Pool;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.flow.Again;
import io.muster.runtime.outbox.Outbox;
import io.muster.ticket.TicketSettings;
import io.muster.ticket.lifecycle.Decision;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketCommand;
import io.muster.ticket.lifecycle.TicketLifecycle;
import io.muster.ticket.outcome.OrderBatch;
import io.muster.ticket.outcome.OutcomeMetrics;
import io.muster.ticket.outcome.TicketOrder;
import io.muster.ticket.publish.TicketAnnouncements;
import io.muster.ticket.store.TicketStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Ends waiting tickets in bounded batches. Two replicas may sweep at the same time: each passes over the tickets the
 * other holds.
 */
@ApplicationScoped
public class TicketSweeper {

    private final Database database;
    private final TicketStore store;
    private final Outbox outbox;
    private final TicketLifecycle lifecycle;
    private final OutcomeMetrics metrics;
    private final int maxBatch;

    public TicketSweeper(
            Database database,
            TicketStore store,
            Outbox outbox,
            TicketLifecycle lifecycle,
            OutcomeMetrics metrics,
            TicketSettings settings) {
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.lifecycle = lifecycle;
        this.metrics = metrics;
        this.maxBatch = settings.sweep().maxBatch();
    }

    /** Expires the tickets whose time is over. */
    public Uni<Void> expire(Instant now) {
        TicketCommand command = new TicketCommand.Expire(now);
        return all(session -> store.lockOverdue(session, now, maxBatch), command);
    }

    /** Expires the tickets that nobody has read for the length of their lease. */
    public Uni<Void> expireLapsed(Instant now) {
        TicketCommand command = new TicketCommand.Lapse(now);
        return all(session -> store.lockLapsed(session, now, maxBatch), command);
    }

    /**
     * Fails the tickets that wait in a queue that is gone.
     *
     * @param deletedAt later tickets are not touched: the queue may be there again
     */
    public Uni<Void> failWaiting(Pool pool, Instant deletedAt) {
        Instant at = deletedAt.truncatedTo(ChronoUnit.MILLIS);
        TicketCommand command =
                new TicketCommand.Fail("queue-deleted", "The queue '" + pool.queue() + "' was deleted.", at);
        return all(session -> store.lockWaiting(session, pool, at, maxBatch), command);
    }

    private Uni<Void> all(Function<StatelessSession, Uni<List<Ticket>>> lock, TicketCommand command) {
        return Again.whilst(
                ended -> !ended.isEmpty(),
                () -> database.inTransaction(
                                session -> lock.apply(session).chain(locked -> end(session, locked, command)))
                        .invoke(ended -> {
                            outbox.wake();
                            metrics.changed(ended);
                        }));
    }

    private Uni<List<Ticket>> end(StatelessSession session, List<Ticket> locked, TicketCommand command) {
        if (locked.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        OrderBatch batch =
                new OrderBatch(lifecycle, locked.stream().collect(Collectors.toMap(Ticket::id, Function.identity())));
        List<Outgoing<?>> events = new ArrayList<>(locked.size());
        for (Ticket ticket : locked) {
            Optional<Decision> decision = batch.decide(new TicketOrder(ticket.id(), command, null));
            if (decision.orElseThrow() instanceof Decision.Changed(TicketEvent event)) {
                events.add(TicketAnnouncements.of(event, null));
            }
        }
        return store.save(session, batch.changed())
                .chain(() -> outbox.add(session, events))
                .replaceWith(batch.changed());
    }
}
