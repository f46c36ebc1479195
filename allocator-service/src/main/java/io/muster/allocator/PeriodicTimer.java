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

    private PeriodicTimer() {}

    /** Starts it; it ends with the service. A failed round is logged and does not stop the next. */
    public static void every(Vertx vertx, Duration period, String what, Supplier<Uni<Void>> round) {
        AtomicBoolean running = new AtomicBoolean();
        vertx.setPeriodic(period.toMillis(), _ -> {
            if (running.compareAndSet(false, true)) {
                round.get()
                        .onTermination()
                        .invoke(() -> running.set(false))
                        .subscribe()
                        .with(done -> {}, failure -> LOG.warnf(failure, "%s failed; it is tried again", what));
            }
        });
    }
}
