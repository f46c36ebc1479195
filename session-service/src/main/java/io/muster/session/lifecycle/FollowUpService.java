package io.muster.session.lifecycle;

import io.muster.contracts.Envelope;
import io.muster.contracts.Event;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.session.SessionMetrics;
import io.muster.session.store.SessionStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Brings a batch of events to the sessions they are about: two statements, however many sessions there are. */
@ApplicationScoped
class FollowUpService {

    private final Database database;
    private final SessionStore store;
    private final SessionMetrics metrics;

    FollowUpService(Database database, SessionStore store, SessionMetrics metrics) {
        this.database = database;
        this.store = store;
        this.metrics = metrics;
    }

    /**
     * Decides all events in one transaction.
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
        if (relevant.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> ids = relevant.stream()
                .map(envelope -> sessionOf.apply(envelope.event()))
                .distinct()
                .toList();
        return database.inTransaction(session -> store.lock(session, ids)
                        .map(SessionBatch::new)
                        .invoke(batch -> relevant.forEach(envelope -> step.accept(batch, envelope)))
                        .call(batch -> store.save(session, batch.changed())))
                .invoke(batch -> metrics.published(batch.fresh()))
                .map(batch -> batch.outgoing());
    }
}
