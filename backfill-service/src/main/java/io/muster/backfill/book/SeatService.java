package io.muster.backfill.book;

import io.muster.backfill.BackfillConfig;
import io.muster.backfill.seat.Decider;
import io.muster.backfill.seat.SeatPolicy;
import io.muster.backfill.store.ConcurrentChangeException;
import io.muster.backfill.store.SeatStore;
import io.muster.runtime.db.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Transactions over seats. May be called from any thread. */
@ApplicationScoped
public class SeatService {

    private static final int ATTEMPTS = 3;

    private final Database database;
    private final SeatStore store;
    private final InstantSource clock;
    private final Decider decider;

    public SeatService(Database database, SeatStore store, InstantSource clock, BackfillConfig config) {
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.decider = new Decider(new SeatPolicy(config.proposalLife(), config.ticketLife(), config.renewalStep()));
    }

    /** The time decisions are made at. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Runs work in a transaction, again from the start when somebody else wrote the same seats first. */
    public <T> Uni<T> inTransaction(Function<StatelessSession, Uni<T>> work) {
        return database.inTransaction(work)
                .onFailure(ConcurrentChangeException.class)
                .retry()
                .atMost(ATTEMPTS);
    }

    /** Locks sessions, has commands decided on them, and writes what they changed. */
    public <T> Uni<T> decide(
            StatelessSession session, Collection<String> sessionIds, BiFunction<SeatBatch, Instant, Uni<T>> decisions) {
        Instant now = now();
        return store.lock(session, sessionIds).chain(locked -> {
            SeatBatch batch = new SeatBatch(locked, decider, now);
            return decisions.apply(batch, now).call(() -> store.save(session, batch.changed(), now));
        });
    }
}
