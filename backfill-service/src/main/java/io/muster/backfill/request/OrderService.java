package io.muster.backfill.request;

import io.muster.backfill.BackfillMetrics;
import io.muster.backfill.book.SeatBatch;
import io.muster.backfill.book.SeatService;
import io.muster.backfill.seat.Command;
import io.muster.backfill.seat.Reply;
import io.muster.backfill.store.SeatStore;
import io.muster.backfill.store.Target;
import io.muster.contracts.Topics;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.runtime.commit.GroupCommit;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.outbox.Outbox;
import io.muster.runtime.trace.TraceContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Carries out commands from outside: many in one transaction, together with the events they bring about. May be called
 * from any thread.
 */
@ApplicationScoped
public class OrderService {

    private static final int LARGEST_BATCH = 128;
    private static final int IN_FLIGHT = 2;
    private static final int MOST_WAITING = 4096;

    private record Flushed(List<Reply> replies, List<BackfillEvent> events) {}

    private final SeatService seats;
    private final SeatStore store;
    private final Outbox outbox;
    private final IdSource ids;
    private final BackfillMetrics metrics;
    private final GroupCommit<Order, Reply> commits;

    OrderService(
            SeatService seats,
            SeatStore store,
            Outbox outbox,
            IdSource ids,
            BackfillMetrics metrics,
            GroupCommit.Factory factory) {
        this.seats = seats;
        this.store = store;
        this.outbox = outbox;
        this.ids = ids;
        this.metrics = metrics;
        this.commits = factory.create("backfill", LARGEST_BATCH, IN_FLIGHT, MOST_WAITING, this::flush);
    }

    /** Carries out one command; fails with a 503 problem when too many wait. */
    Uni<Reply> submit(Order order) {
        return commits.submit(order);
    }

    /** Ends what has timed out in one session. */
    public Uni<Reply> expire(String sessionId) {
        return commits.submit(
                new Order(null, new Target.Session(sessionId), new Command.Expire(), TraceContext.start()));
    }

    private Uni<List<Reply>> flush(List<Order> orders) {
        return seats.inTransaction(session -> flush(session, orders)).map(flushed -> {
            metrics.count(flushed.events());
            if (!flushed.events().isEmpty()) {
                outbox.wake();
            }
            return flushed.replies();
        });
    }

    private Uni<Flushed> flush(StatelessSession session, List<Order> orders) {
        return sessionsOf(session, orders)
                .chain(sessions -> seats.decide(
                        session,
                        List.copyOf(sessions.values()),
                        (batch, now) -> carryOut(session, orders, sessions, batch, now)));
    }

    private Uni<Map<Target, String>> sessionsOf(StatelessSession session, List<Order> orders) {
        Predicate<Target> direct = Target.Session.class::isInstance;
        List<Target> targets = orders.stream().map(Order::target).distinct().toList();
        Map<Target, String> known = new HashMap<>();
        targets.stream().filter(direct).forEach(target -> known.put(target, target.id()));
        List<Target> others = targets.stream().filter(direct.negate()).toList();
        return others.isEmpty()
                ? Uni.createFrom().item(known)
                : store.sessionsOf(session, others).map(found -> {
                    known.putAll(found);
                    return known;
                });
    }

    private Uni<Flushed> carryOut(
            StatelessSession session, List<Order> orders, Map<Target, String> sessions, SeatBatch batch, Instant now) {
        List<Reply> replies = new ArrayList<>();
        List<BackfillEvent> events = new ArrayList<>();
        List<Outgoing<BackfillEvent>> outgoing = new ArrayList<>();
        for (Order order : orders) {
            // A target nobody knows is run against a session nobody knows, so that both are answered alike.
            String sessionId = sessions.getOrDefault(order.target(), "");
            SeatBatch.Outcome outcome = batch.run(order.namespace(), sessionId, order.command());
            replies.add(outcome.reply());
            for (BackfillEvent event : outcome.events()) {
                events.add(event);
                outgoing.add(Outgoing.first(Topics.BACKFILLS, event, ids.nextId(), now, order.trace()));
            }
        }
        Flushed flushed = new Flushed(replies, events);
        return outgoing.isEmpty()
                ? Uni.createFrom().item(flushed)
                : outbox.add(session, outgoing).replaceWith(flushed);
    }
}
