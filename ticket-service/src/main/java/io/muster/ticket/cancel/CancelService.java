package io.muster.ticket.cancel;

import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.runtime.commit.GroupCommit;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
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
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Cancels tickets, many per transaction. The lock on the ticket decides between a cancellation and a claim that come at
 * the same time, so that the answer is true for good. Any thread.
 */
@ApplicationScoped
public class CancelService {

    private final Database database;
    private final TicketStore store;
    private final Outbox outbox;
    private final TicketLifecycle lifecycle;
    private final OutcomeMetrics metrics;
    private final InstantSource clock;
    private final GroupCommit<Cancellation, CancelReply> commits;

    public CancelService(
            Database database,
            TicketStore store,
            Outbox outbox,
            TicketLifecycle lifecycle,
            OutcomeMetrics metrics,
            InstantSource clock,
            GroupCommit.Factory commits,
            TicketSettings settings) {
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.lifecycle = lifecycle;
        this.metrics = metrics;
        this.clock = clock;
        this.commits = commits.create(
                "ticket-cancel",
                settings.intake().maxBatch(),
                1,
                settings.intake().maxWaiting(),
                this::flush);
    }

    /** Cancels a ticket, if it is not too late. */
    public Uni<CancelReply> cancel(Cancellation cancellation) {
        return commits.submit(cancellation);
    }

    private Uni<List<CancelReply>> flush(List<Cancellation> cancellations) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return database.inTransaction(session -> cancel(session, cancellations, now))
                .map(done -> {
                    outbox.wake();
                    metrics.changed(done.changed());
                    return done.replies();
                });
    }

    private Uni<Done> cancel(StatelessSession session, List<Cancellation> cancellations, Instant now) {
        List<String> ticketIds =
                cancellations.stream().map(Cancellation::ticketId).toList();
        return store.lock(session, ticketIds).chain(tickets -> {
            OrderBatch batch = new OrderBatch(lifecycle, tickets);
            List<Outgoing<?>> events = new ArrayList<>();
            List<CancelReply> replies = cancellations.stream()
                    .map(cancellation -> decide(batch, tickets, cancellation, now, events))
                    .toList();
            return store.save(session, batch.changed())
                    .chain(() -> events.isEmpty() ? Uni.createFrom().voidItem() : outbox.add(session, events))
                    .replaceWith(new Done(batch.changed(), replies));
        });
    }

    private static CancelReply decide(
            OrderBatch batch,
            Map<String, Ticket> tickets,
            Cancellation cancellation,
            Instant now,
            List<Outgoing<?>> events) {
        Ticket ticket = tickets.get(cancellation.ticketId());
        if (ticket == null || !cancellation.by().sees(ticket)) {
            return new CancelReply.Unknown();
        }
        String trace = cancellation.trace().traceparent();
        TicketCommand command = new TicketCommand.Cancel(cancellation.by().subject(), now);
        Decision decision =
                batch.decide(new TicketOrder(ticket.id(), command, trace)).orElseThrow();
        if (decision instanceof Decision.Changed(TicketEvent event)) {
            events.add(TicketAnnouncements.of(event, trace));
        }
        return decision.event() instanceof TicketCancelled
                ? new CancelReply.Cancelled(ticket.id())
                : new CancelReply.TooLate(ticket);
    }

    private record Done(List<Ticket> changed, List<CancelReply> replies) {}
}
