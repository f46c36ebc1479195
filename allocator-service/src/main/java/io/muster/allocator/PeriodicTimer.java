package io.muster.allocator;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Does something again and again; a round that is still running when the next is due makes that one be left out. */
public final class PeriodicTimer {

    private static final Logger LOG = Logger.getLogger(PeriodicTimer.class);

    private final Vertx vertx;
    private final long id;

    private PeriodicTimer(Vertx vertx, long id) {
        this.vertx = vertx;
        this.id = id;
    }

    /** Starts it. A failed round is logged and does not stop the next. */
    public static PeriodicTimer every(Vertx vertx, Duration period, String what, Supplier<Uni<Void>> round) {
        AtomicBoolean running = new AtomicBoolean();
        long id = vertx.setPeriodic(period.toMillis(), _ -> {
            if (running.compareAndSet(false, true)) {
                round.get()
                        .onTermination()
                        .invoke(() -> running.set(false))
                        .subscribe()
                        .with(done -> {}, failure -> LOG.warnf(failure, "%s failed; it is tried again", what));
            }
        });
        return new PeriodicTimer(vertx, id);
    }

    /** No further round begins. */
    public void stop() {
        vertx.cancelTimer(id);
    }
}
