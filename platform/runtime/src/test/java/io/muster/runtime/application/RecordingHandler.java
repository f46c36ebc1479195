package io.muster.runtime.application;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.config.ConfigEvent;
import io.muster.contracts.notification.NotificationRequested;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.EventHandler;
import io.muster.runtime.event.Outgoing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what it was given, fails on request, and answers one notification per event. */
@ApplicationScoped
public class RecordingHandler implements EventHandler<ConfigEvent> {

    private final Queue<Envelope<ConfigEvent>> handled = new ConcurrentLinkedQueue<>();
    private final AtomicInteger outages = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final Database database;

    public RecordingHandler(Database database) {
        this.database = database;
    }

    /** Lets the next calls fail as if the database were away. */
    public void failNextCalls(int calls) {
        outages.set(calls);
    }

    /** Lets the next call never end. */
    public void loseNextCall() {
        lost.set(1);
    }

    /** Everything that was handled of one config, repeats included. */
    public List<Envelope<ConfigEvent>> handledOf(String configId) {
        return handled.stream()
                .filter(event -> event.event().configId().equals(configId))
                .toList();
    }

    @Override
    public Uni<List<Outgoing<?>>> handle(List<Envelope<ConfigEvent>> events) {
        if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Uni.createFrom().failure(new IOException("connection reset"));
        }
        if (lost.getAndSet(0) > 0) {
            return Uni.createFrom().nothing();
        }
        if (events.stream().anyMatch(event -> event.event().configId().startsWith("poison"))) {
            throw new IllegalArgumentException("no such config may be");
        }
        return database.inTransaction(session ->
                        session.createNativeQuery("select 1", Integer.class).getSingleResult())
                .invoke(() -> handled.addAll(events))
                .map(committed -> events.stream().<Outgoing<?>>map(this::answer).toList());
    }

    private Outgoing<?> answer(Envelope<ConfigEvent> cause) {
        String server = cause.event().configId();
        return Outgoing.caused(
                Topics.NOTIFICATIONS,
                new NotificationRequested(
                        "demo",
                        server,
                        cause.id(),
                        cause.event().version(),
                        "probe",
                        "payload",
                        Instant.EPOCH,
                        Instant.EPOCH),
                cause,
                Instant.EPOCH);
    }
}
