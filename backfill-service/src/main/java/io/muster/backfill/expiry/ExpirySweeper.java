package io.muster.backfill.expiry;

import io.muster.backfill.BackfillConfig;
import io.muster.backfill.book.SeatService;
import io.muster.backfill.request.OrderService;
import io.muster.backfill.store.AnswerStore;
import io.muster.backfill.store.SeatStore;
import io.muster.runtime.db.Database;
import io.muster.runtime.flow.PeriodicTimer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Looks for proposals and tickets whose time is over, and for rows that nobody needs any more. Every replica sweeps: what
 * two of them find is decided once, because deciding looks at the time again.
 */
@ApplicationScoped
class ExpirySweeper {

    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Database database;
    private final SeatStore seats;
    private final AnswerStore answers;
    private final SeatService service;
    private final OrderService orders;
    private final BackfillConfig config;
    private final List<PeriodicTimer> timers = new CopyOnWriteArrayList<>();

    ExpirySweeper(
            Vertx vertx,
            Database database,
            SeatStore seats,
            AnswerStore answers,
            SeatService service,
            OrderService orders,
            BackfillConfig config) {
        this.vertx = vertx;
        this.database = database;
        this.seats = seats;
        this.answers = answers;
        this.service = service;
        this.orders = orders;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        timers.add(PeriodicTimer.every(vertx, config.sweepInterval(), "expiry of backfills", this::sweep));
        timers.add(PeriodicTimer.every(vertx, PURGE_INTERVAL, "deletion of old backfills", this::purge));
    }

    /** After this no sweep begins; one that runs ends with its transaction. */
    void stop(@Observes ShutdownEvent event) {
        timers.forEach(PeriodicTimer::stop);
    }

    private Uni<Void> sweep() {
        return database.read(session -> seats.due(session, service.now(), config.batchSize()))
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndMerge(orders::expire)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> purge() {
        Instant now = service.now();
        return database.inTransaction(session -> seats.purge(
                        session, now.minus(config.keepEnded()), now.minus(config.keepSilent()), config.batchSize()))
                .chain(() -> database.inTransaction(
                        session -> answers.purge(session, now.minus(config.keepAnswers()), config.batchSize())))
                .replaceWithVoid();
    }
}
