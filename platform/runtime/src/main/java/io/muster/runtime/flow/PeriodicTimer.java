package io.muster.runtime.flow;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does something again and again; a round that is still running when the next is due makes that one be left out. Rounds
 * begin on an event loop and must not block it.
 */
public final class PeriodicTimer {

    private static final Logger LOG = Logger.getLogger(PeriodicTimer.class);

    /** A round that has not ended by then is given up, so that one which was lost does not stop all others. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final long id;

    private PeriodicTimer(Vertx vertx, long id) {
        this.vertx = vertx;
        this.id = id;
    }

    /**
     * Starts it; the first round begins after one period. A failed round is logged and does not stop the next.
     *
     * @param what what a round does, for the log: {@code expiry of tickets}
     */
    public static PeriodicTimer every(Vertx vertx, Duration period, String what, Supplier<Uni<Void>> round) {
        return every(vertx, period, LONGEST_ROUND, what, round);
    }

    static PeriodicTimer every(
            Vertx vertx, Duration period, Duration longestRound, String what, Supplier<Uni<Void>> round) {
        AtomicBoolean running = new AtomicBoolean();
        long id = vertx.setPeriodic(period.toMillis(), _ -> {
            if (running.compareAndSet(false, true)) {
                Uni.createFrom()
                        .<Void>deferred(round::get)
                        .ifNoItem()
                        .after(longestRound)
                        .fail()
                        .onTermination()
                        .invoke(() -> running.set(false))
                        .subscribe()
                        .with(done -> {}, failure -> report(what, failure));
            }
        });
        return new PeriodicTimer(vertx, id);
    }

    /** Without the trace: while the database is away this comes many times a second. */
    private static void report(String what, Throwable failure) {
        LOG.warnf("%s failed and is tried again: %s", what, failure);
        LOG.debugf(failure, "%s failed", what);
    }

    /** No further round begins. */
    public void stop() {
        vertx.cancelTimer(id);
    }
}
