package io.muster.allocator.payload;

import io.muster.allocator.AllocatorSettings;
import io.muster.contracts.payload.PayloadEvent;
import io.muster.runtime.commit.GroupCommit;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.outbox.Outbox;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Carries commands to payloads: locks them, decides, commits, announces. Commands that arrive together share a
 * transaction of at most four statements.
 */
@ApplicationScoped
public class PayloadService {

    private static final int MAX_BATCH = 512;
    private static final int MAX_IN_FLIGHT = 2;
    private static final int MAX_WAITING = 16_384;

    /** A command and the payload it is for. */
    public record Addressed(String uid, PayloadCommand command) {}

    /** The answer to a command: what the payload said, and the payload as it is now; null when there is none. */
    public record Answer(PayloadDecision.Reply reply, Payload payload) {

        public boolean accepted() {
            return reply instanceof PayloadDecision.Accepted;
        }
    }

    private final Database database;
    private final PayloadStore store;
    private final Outbox outbox;
    private final InstantSource clock;
    private final PayloadTerms terms;
    private final List<PayloadListener> listeners;
    private final GroupCommit<Addressed, Answer> commands;

    PayloadService(
            Database database,
            PayloadStore store,
            Outbox outbox,
            InstantSource clock,
            AllocatorSettings settings,
            GroupCommit.Factory groupCommit,
            @All List<PayloadListener> listeners) {
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
        this.listeners = listeners;
        this.terms = new PayloadTerms(
                settings.startTimeout(), settings.shutdownGrace(), settings.firstBackOff(), settings.longestBackOff());
        this.commands = groupCommit.create("payloads", MAX_BATCH, MAX_IN_FLIGHT, MAX_WAITING, this::commandAll);
    }

    /** One command; it shares its transaction with others that arrive at the same time. */
    public Uni<Answer> command(String uid, PayloadCommand command) {
        return commands.submit(new Addressed(uid, command));
    }

    /** Commands in one transaction, in this order; the answers are in the same order. */
    public Uni<List<Answer>> commandAll(List<Addressed> addressed) {
        return database.inTransaction(session -> {
                    List<String> uids =
                            addressed.stream().map(Addressed::uid).distinct().toList();
                    return store.lock(session, uids).chain(payloads -> {
                        Work work = decide(payloads, addressed);
                        return commit(session, work.outcomes()).replaceWith(work);
                    });
                })
                .invoke(work -> announce(work.outcomes()))
                .map(Work::answers);
    }

    /**
     * Decides on payloads that the caller's transaction has locked and writes what comes of it. After the commit the
     * caller hands the outcomes to {@link #announce}.
     */
    public Uni<List<PayloadOutcome>> decideLocked(
            StatelessSession session, List<Payload> locked, List<Addressed> addressed) {
        Work work = decide(locked, addressed);
        return commit(session, work.outcomes()).replaceWith(work.outcomes());
    }

    /** Adds new payloads that differ in their ids only, in the caller's transaction; answers those that got in. */
    public Uni<List<PayloadOutcome>> create(StatelessSession session, List<Payload> payloads) {
        if (payloads.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return store.insert(session, payloads)
                .map(inserted -> payloads.stream()
                        .filter(payload -> inserted.contains(payload.uid()))
                        .map(payload -> new PayloadOutcome(null, payload, false))
                        .toList());
    }

    /** Tells this replica what has been committed. */
    public void announce(List<PayloadOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        if (outcomes.stream().anyMatch(PayloadEvents::told)) {
            outbox.wake();
        }
        listeners.forEach(listener -> listener.changed(outcomes));
    }

    public PayloadTerms terms() {
        return terms;
    }

    /** The time, in the precision of the database. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private record Work(List<Answer> answers, List<PayloadOutcome> outcomes) {}

    private Work decide(List<Payload> locked, List<Addressed> addressed) {
        Instant now = now();
        Map<String, Payload> before =
                locked.stream().collect(Collectors.toMap(Payload::uid, payload -> payload, (a, b) -> a));
        Map<String, PayloadOutcome> outcomes = new LinkedHashMap<>();
        List<Answer> answers = new ArrayList<>(addressed.size());
        for (Addressed one : addressed) {
            PayloadOutcome so = outcomes.get(one.uid());
            Payload current = so == null ? before.get(one.uid()) : so.after();
            if (current == null || (so != null && so.removed())) {
                answers.add(new Answer(new PayloadDecision.Refused("gone", "There is no such payload."), null));
                continue;
            }
            PayloadDecision decision = PayloadLifecycle.decide(current, one.command(), terms, now);
            Payload after = PayloadLifecycle.applyAll(current, decision.changes());
            answers.add(new Answer(decision.reply(), after));
            if (!decision.changes().isEmpty()) {
                outcomes.put(one.uid(), new PayloadOutcome(before.get(one.uid()), after, decision.removal() != null));
            }
        }
        return new Work(answers, List.copyOf(outcomes.values()));
    }

    private Uni<Void> commit(StatelessSession session, List<PayloadOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = now();
        List<Outgoing<PayloadEvent>> events = new ArrayList<>();
        outcomes.forEach(outcome -> PayloadEvents.ready(outcome, now).ifPresent(events::add));
        return save(session, outcomes)
                .chain(() -> remove(session, outcomes, now))
                .invoke(events::addAll)
                .chain(() -> events.isEmpty() ? Uni.createFrom().voidItem() : outbox.add(session, events));
    }

    private Uni<Void> save(StatelessSession session, List<PayloadOutcome> outcomes) {
        List<PayloadOutcome> living =
                outcomes.stream().filter(outcome -> !outcome.removed()).toList();
        return living.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.save(session, living).replaceWithVoid();
    }

    /** Only payloads that were ready once were ever announced, so only their end is. */
    private Uni<List<Outgoing<PayloadEvent>>> remove(
            StatelessSession session, List<PayloadOutcome> outcomes, Instant now) {
        List<Payload> removed = outcomes.stream()
                .filter(PayloadOutcome::removed)
                .map(PayloadOutcome::after)
                .toList();
        if (removed.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return store.remove(session, removed, now).map(ended -> {
            Map<String, List<String>> sessions = ended.stream()
                    .filter(row -> row[1] != null)
                    .collect(Collectors.groupingBy(
                            row -> (String) row[0], Collectors.mapping(row -> (String) row[1], Collectors.toList())));
            List<Outgoing<PayloadEvent>> events = new ArrayList<>();
            for (Payload payload : removed) {
                List<String> lost = sessions.getOrDefault(payload.uid(), List.of());
                lost.forEach(sessionId -> events.add(PayloadEvents.removed(payload, sessionId, now)));
                if (lost.isEmpty() && payload.readyAt() != null) {
                    events.add(PayloadEvents.removed(payload, payload.sessionId(), now));
                }
            }
            return events;
        });
    }
}
