package io.muster.runtime.application;

import io.muster.contracts.Topics;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.outbox.FirstEvents;
import io.muster.runtime.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;

/** Entities whose every change is reported through the outbox. */
@ApplicationScoped
public class Counters {

    private static final String RAISE = """
            insert into counters (id, version) values (:id, 1)
            on conflict (id) do update set version = counters.version + 1
            returning version
            """;

    private static final String CREATE = """
            with created as (insert into counters (id, version) values (:id, 1)), told as (%s returning id)
            select id from told order by id
            """.formatted(Outbox.insertIf("true"));

    private final Database database;
    private final Outbox outbox;

    public Counters(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /** Raises the version of a counter, with its event. */
    public Uni<Long> raise(String id) {
        return database.inTransaction(session -> session.createNativeQuery(RAISE, Long.class)
                        .setParameter("id", id)
                        .getSingleResult()
                        .call(version -> outbox.add(session, List.of(raised(id, version)))))
                .invoke(outbox::wake);
    }

    /** A new counter in its first version, whose event is handed over to the relay. */
    public Uni<Void> create(String id) {
        FirstEvents events = outbox.first(List.of(raised(id, 1)));
        return database.inOneStatement(session -> {
                    SelectionQuery<Long> create =
                            session.createNativeQuery(CREATE, Long.class).setParameter("id", id);
                    outbox.bind(create, events);
                    return create.getResultList();
                })
                .invoke(eventIds -> outbox.committed(events, eventIds))
                .replaceWithVoid();
    }

    private static Outgoing<?> raised(String id, long version) {
        return Outgoing.first(
                Topics.CONFIGS,
                new ConfigDeleted("counters", id, version, Instant.EPOCH),
                id + '-' + version,
                Instant.EPOCH,
                null);
    }
}
