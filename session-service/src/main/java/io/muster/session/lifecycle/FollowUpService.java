package io.muster.session.lifecycle;

import io.muster.contracts.Envelope;
import io.muster.contracts.Event;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.session.SessionMetrics;
import io.muster.session.store.RecentSessions;
import io.muster.session.store.SessionStore;
import io.muster.session.store.StoredSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Brings a batch of events to the sessions they are about.
 *
 * <p>Most sessions were written last by this replica, a moment ago. What happens to them is decided by what it remembers,
 * and written in one statement that refuses sessions which somebody else has changed since. Those, sessions that are not
 * remembered, and events that change nothing, which may be for the same reason, are decided again by the locked rows.
 */
@ApplicationScoped
class FollowUpService {

    /** Events with what they mean. */
    private record Work<E extends Event>(
            List<Envelope<E>> events, Function<E, String> sessionOf, BiConsumer<SessionBatch, Envelope<E>> step) {

        Set<String> sessionIds() {
            Set<String> ids = new LinkedHashSet<>();
            for (Envelope<E> envelope : events) {
                ids.add(sessionOf(envelope));
            }
            return ids;
        }

        /** The events of those sessions for which the condition is as wanted. */
        Work<E> about(Set<String> sessionIds, boolean wanted) {
            return new Work<>(
                    events.stream()
                            .filter(envelope -> sessionIds.contains(sessionOf(envelope)) == wanted)
                            .toList(),
                    sessionOf,
                    step);
        }

        SessionBatch decide(Map<String, StoredSession> known) {
            SessionBatch batch = new SessionBatch(known);
            for (Envelope<E> envelope : events) {
                step.accept(batch, envelope);
            }
            return batch;
        }

        private String sessionOf(Envelope<E> envelope) {
            return sessionOf.apply(envelope.event());
        }
    }

    private final Database database;
    private final SessionStore store;
    private final RecentSessions recent;
    private final SessionMetrics metrics;

    FollowUpService(Database database, SessionStore store, RecentSessions recent, SessionMetrics metrics) {
        this.database = database;
        this.store = store;
        this.recent = recent;
        this.metrics = metrics;
    }

    /**
     * Decides all events. Those about one session are decided together, in their order.
     *
     * @param sessionOf the session an event is about; null when it is about none
     * @param step decides one event
     * @return events to publish
     */
    <E extends Event> Uni<List<Outgoing<?>>> handle(
            List<Envelope<E>> events, Function<E, String> sessionOf, BiConsumer<SessionBatch, Envelope<E>> step) {
        List<Envelope<E>> relevant = events.stream()
                .filter(envelope -> sessionOf.apply(envelope.event()) != null)
                .toList();
        Work<E> work = new Work<>(relevant, sessionOf, step);
        return byMemory(work).flatMap(done -> rest(work, done));
    }

    /** What could be decided by memory. */
    private <E extends Event> Uni<Done> byMemory(Work<E> work) {
        Map<String, StoredSession> known = recent.find(work.sessionIds());
        SessionBatch batch = work.about(known.keySet(), true).decide(known);
        if (batch.changed().isEmpty()) {
            return Uni.createFrom().item(Done.NOTHING);
        }
        return database.inOneStatement(session -> store.save(session, batch.changed()))
                .map(saved -> done(batch, saved));
    }

    private <E extends Event> Uni<List<Outgoing<?>>> rest(Work<E> work, Done done) {
        Work<E> rest = work.about(done.sessionIds(), false);
        if (rest.events().isEmpty()) {
            return Uni.createFrom().item(done.outgoing());
        }
        return byLockedRows(rest).map(later -> {
            List<Outgoing<?>> all = new ArrayList<>(done.outgoing());
            all.addAll(later.outgoing());
            return all;
        });
    }

    private <E extends Event> Uni<Done> byLockedRows(Work<E> work) {
        Set<String> ids = work.sessionIds();
        return database.inTransaction(session ->
                        store.lock(session, ids).map(work::decide).call(batch -> store.save(session, batch.changed())))
                .map(batch -> done(batch, ids));
    }

    /** To be called when the writes are committed. */
    private Done done(SessionBatch batch, Set<String> sessionIds) {
        List<StoredSession> written = new ArrayList<>(batch.changed().size());
        Set<String> stale = new HashSet<>();
        for (StoredSession change : batch.changed()) {
            if (sessionIds.contains(change.id())) {
                written.add(change.written());
            } else {
                stale.add(change.id());
            }
        }
        recent.remember(written);
        recent.forget(stale);
        metrics.published(batch.fresh(sessionIds));
        return new Done(sessionIds, batch.outgoing(sessionIds));
    }

    /** What is decided, written and to be published. */
    private record Done(Set<String> sessionIds, List<Outgoing<?>> outgoing) {

        static final Done NOTHING = new Done(Set.of(), List.of());
    }
}
