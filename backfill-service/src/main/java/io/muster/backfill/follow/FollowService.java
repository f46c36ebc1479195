package io.muster.backfill.follow;

import io.muster.backfill.BackfillMetrics;
import io.muster.backfill.book.SeatBatch;
import io.muster.backfill.book.SeatService;
import io.muster.backfill.store.AnswerStore;
import io.muster.contracts.Envelope;
import io.muster.contracts.Event;
import io.muster.contracts.Topics;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.id.DerivedIds;
import io.muster.runtime.trace.TraceContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Handles a batch of events in one transaction. An event that was answered before is answered in the same words, also
 * when the seats are others by now: the first answers may never have been published.
 */
@ApplicationScoped
class FollowService {

    private record Pending(Envelope<?> cause, Step step) {}

    private final SeatService seats;
    private final AnswerStore answers;
    private final BackfillMetrics metrics;

    FollowService(SeatService seats, AnswerStore answers, BackfillMetrics metrics) {
        this.seats = seats;
        this.answers = answers;
        this.metrics = metrics;
    }

    <E extends Event> Uni<List<Outgoing<?>>> handle(List<Envelope<E>> events, Function<E, Optional<Step>> meaning) {
        List<Pending> work = new ArrayList<>();
        for (Envelope<E> event : events) {
            meaning.apply(event.event()).ifPresent(step -> work.add(new Pending(event, step)));
        }
        return work.isEmpty()
                ? Uni.createFrom().item(List.of())
                : seats.inTransaction(session -> handle(session, work));
    }

    private Uni<List<Outgoing<?>>> handle(StatelessSession session, List<Pending> work) {
        List<String> sessionIds =
                work.stream().map(each -> each.step().sessionId()).distinct().toList();
        List<String> causes = work.stream().map(each -> each.cause().id()).toList();
        return seats.decide(
                session,
                sessionIds,
                (batch, now) -> answers.load(session, causes).chain(known -> answer(session, work, batch, known, now)));
    }

    /** The answers are looked up after the rows were locked, so that a replica that lost its partitions is seen. */
    private Uni<List<Outgoing<?>>> answer(
            StatelessSession session,
            List<Pending> work,
            SeatBatch batch,
            Map<String, List<Outgoing<BackfillEvent>>> known,
            Instant now) {
        List<Outgoing<?>> all = new ArrayList<>();
        Map<String, List<Outgoing<BackfillEvent>>> fresh = new LinkedHashMap<>();
        for (Pending each : work) {
            String cause = each.cause().id();
            List<Outgoing<BackfillEvent>> said = known.getOrDefault(cause, fresh.get(cause));
            if (said == null) {
                said = decide(batch, each, now);
                if (!said.isEmpty()) {
                    fresh.put(cause, said);
                }
            }
            all.addAll(said);
        }
        return answers.save(session, fresh, now)
                .invoke(() -> fresh.values().forEach(this::count))
                .replaceWith(all);
    }

    /** One event may bring about two of a kind for one ticket, so their ids derive from their place as well. */
    private static List<Outgoing<BackfillEvent>> decide(SeatBatch batch, Pending work, Instant now) {
        Step step = work.step();
        TraceContext trace = TraceContext.fromTraceparent(work.cause().traceparent());
        List<Outgoing<BackfillEvent>> said = new ArrayList<>();
        for (BackfillEvent event :
                batch.run(step.namespace(), step.sessionId(), step.command()).events()) {
            String id = DerivedIds.of(work.cause().id(), "backfill/" + said.size());
            said.add(Outgoing.first(Topics.BACKFILLS, event, id, now, trace));
        }
        return said;
    }

    private void count(List<Outgoing<BackfillEvent>> said) {
        metrics.count(said.stream().map(outgoing -> outgoing.envelope().event()).toList());
    }
}
