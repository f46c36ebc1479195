package io.muster.session.upkeep;

import io.muster.runtime.db.Database;
import io.muster.session.SessionConfig;
import io.muster.session.store.SessionStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/** Deletes sessions that have been over for long enough, some at a time, so that no transaction grows long. */
@ApplicationScoped
class PurgeSweeper {

    private final Database database;
    private final SessionStore store;
    private final InstantSource clock;
    private final SessionConfig config;

    PurgeSweeper(Database database, SessionStore store, InstantSource clock, SessionConfig config) {
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.config = config;
    }

    /** Deletes one batch; answers whether there may be more. */
    Uni<Boolean> purge() {
        Instant before = clock.instant().minus(config.keepOver());
        return database.inTransaction(session -> store.purge(session, before, config.batchSize()))
                .map(deleted -> deleted == config.batchSize());
    }
}
