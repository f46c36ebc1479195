package io.muster.ticket.intake;

import io.muster.runtime.commit.GroupCommit;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.outbox.FirstEvents;
import io.muster.runtime.outbox.Outbox;
import io.muster.ticket.TicketSettings;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.publish.TicketAnnouncements;
import io.muster.ticket.read.RecentTickets;
import io.muster.ticket.store.IntakeStore;
import io.muster.ticket.store.IntakeStore.Holder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Makes new tickets durable, many at a time: the tickets, their players as active, and the events. All of it is one
 * statement, unless a player waits already: then a transaction sorts out whose tickets are refused. Any thread.
 */
@ApplicationScoped
public class IntakeService {

    private static final int TRIES = 3;

    private final Database database;
    private final IntakeStore store;
    private final Outbox outbox;
    private final RecentTickets recent;
    private final IntakeMetrics metrics;
    private final GroupCommit<Submission, IntakeReply> commits;

    public IntakeService(
            Database database,
            IntakeStore store,
            Outbox outbox,
            RecentTickets recent,
            IntakeMetrics metrics,
            GroupCommit.Factory commits,
            TicketSettings settings) {
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.recent = recent;
        this.metrics = metrics;
        this.commits = commits.create(
                "ticket-intake",
                settings.intake().maxBatch(),
                settings.intake().maxInFlight(),
                settings.intake().maxWaiting(),
                settings.intake().interval(),
                settings.intake().enough(),
                this::flush);
    }

    /** Stores a new ticket; completes when it is durable, or when it is clear that it will not be. */
    public Uni<IntakeReply> submit(Submission submission) {
        Ticket ticket = submission.ticket();
        recent.add(ticket.withoutContent());
        return submit(submission, TRIES).onItemOrFailure().invoke((reply, failure) -> {
            if (!(reply instanceof IntakeReply.Accepted)) {
                recent.remove(ticket.id());
            }
        });
    }

    private Uni<IntakeReply> submit(Submission submission, int tries) {
        return commits.submit(submission)
                .chain(reply -> reply instanceof IntakeReply.TryAgain && tries > 1
                        ? submit(submission, tries - 1)
                        : Uni.createFrom().item(reply));
    }

    private Uni<List<IntakeReply>> flush(List<Submission> submissions) {
        Map<String, IntakeReply> replies = HashMap.newHashMap(submissions.size());
        return rounds(submissions, replies).map(_ -> {
            metrics.flushed(replies.values());
            return submissions.stream()
                    .map(submission -> replies.get(submission.ticket().id()))
                    .toList();
        });
    }

    private Uni<Void> rounds(List<Submission> submissions, Map<String, IntakeReply> replies) {
        Submission.Rounds rounds = Submission.split(submissions);
        return store(rounds.first()).chain(stored -> {
            replies.putAll(stored);
            return rounds.later().isEmpty() ? Uni.createFrom().voidItem() : rounds(rounds.later(), replies);
        });
    }

    private Uni<Map<String, IntakeReply>> store(List<Submission> submissions) {
        List<Ticket> tickets = submissions.stream().map(Submission::ticket).toList();
        FirstEvents events = outbox.first(events(submissions));
        return database.inOneStatement(session -> store.storeAll(session, tickets, events))
                .chain(eventIds -> {
                    if (eventIds.isEmpty()) {
                        return database.inTransaction(session -> storeSome(session, submissions))
                                .invoke(outbox::wake);
                    }
                    outbox.committed(events, eventIds);
                    return Uni.createFrom().item(accepted(tickets));
                });
    }

    private static Map<String, IntakeReply> accepted(List<Ticket> tickets) {
        Map<String, IntakeReply> replies = HashMap.newHashMap(tickets.size());
        tickets.forEach(ticket -> replies.put(ticket.id(), new IntakeReply.Accepted(ticket)));
        return replies;
    }

    private Uni<Map<String, IntakeReply>> storeSome(StatelessSession session, List<Submission> submissions) {
        List<Ticket> tickets = submissions.stream().map(Submission::ticket).toList();
        return store.reservePlayers(session, tickets).chain(complete -> {
            Set<String> kept = new HashSet<>(complete);
            return refuse(session, tickets, kept)
                    .call(() -> accept(session, submissions, kept))
                    .invoke(replies -> replies.putAll(accepted(tickets.stream()
                            .filter(ticket -> kept.contains(ticket.id()))
                            .toList())));
        });
    }

    private Uni<Void> accept(StatelessSession session, List<Submission> submissions, Set<String> accepted) {
        List<Submission> kept = submissions.stream()
                .filter(submission -> accepted.contains(submission.ticket().id()))
                .toList();
        if (kept.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.insert(session, kept.stream().map(Submission::ticket).toList())
                .chain(() -> outbox.add(session, events(kept)));
    }

    private Uni<Map<String, IntakeReply>> refuse(StatelessSession session, List<Ticket> tickets, Set<String> accepted) {
        List<Ticket> refused = tickets.stream()
                .filter(ticket -> !accepted.contains(ticket.id()))
                .toList();
        if (refused.isEmpty()) {
            return Uni.createFrom().item(HashMap.newHashMap(tickets.size()));
        }
        return store.holders(session, refused)
                .call(() -> store.release(session, refused))
                .map(holders -> replies(refused, holders));
    }

    private static Map<String, IntakeReply> replies(List<Ticket> refused, Map<String, Holder> holders) {
        Map<String, IntakeReply> replies = new HashMap<>();
        for (Ticket ticket : refused) {
            Holder holder = holders.get(ticket.id());
            replies.put(
                    ticket.id(),
                    holder == null
                            ? new IntakeReply.TryAgain()
                            : new IntakeReply.Occupied(holder.playerId(), holder.ticketId()));
        }
        return replies;
    }

    private static List<Outgoing<?>> events(List<Submission> submissions) {
        return submissions.stream().<Outgoing<?>>map(IntakeService::created).toList();
    }

    private static Outgoing<?> created(Submission submission) {
        return TicketAnnouncements.of(
                submission.ticket().lastEvent(), submission.trace().traceparent());
    }
}
