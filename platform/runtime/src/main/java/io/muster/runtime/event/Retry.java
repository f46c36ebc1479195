package io.muster.runtime.event;

import io.muster.runtime.thread.CallerContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Tries again while database or broker are away, and knows who is trying. */
@ApplicationScoped
public class Retry {

    private static final Logger LOG = Logger.getLogger(Retry.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Map<String, String> stuck = new ConcurrentHashMap<>();

    public Retry(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Repeats the work, with pauses that grow to five seconds, until it succeeds or fails for a reason of its own. Every
     * attempt starts on the context of the caller.
     *
     * @param what topic or task, for the log and the readiness check
     */
    public <T> Uni<T> untilDone(String what, Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().deferred(() -> {
            CallerContext caller = CallerContext.capture();
            AtomicInteger attempts = new AtomicInteger();
            return Uni.createFrom()
                    .<T>deferred(work)
                    .onFailure(Failures::pass)
                    .invoke(failure -> report(what, failure))
                    .onFailure(Failures::pass)
                    .retry()
                    .when(failures -> failures.onItem()
                            .transformToUniAndConcatenate(failure -> pause(attempts.getAndIncrement(), caller)))
                    .onTermination()
                    .invoke(() -> recovered(what));
        });
    }

    private void report(String what, Throwable failure) {
        stuck.put(what, failure.toString());
        LOG.warnf("%s: trying again after %s", what, failure);
    }

    private void recovered(String what) {
        if (!stuck.isEmpty()) {
            stuck.remove(what);
        }
    }

    /** The item must not be null, or the retry would not hear of it. */
    private Uni<Integer> pause(int attempt, CallerContext caller) {
        long millis = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt, 10));
        return Uni.createFrom()
                .emitter(emitter -> vertx.setTimer(millis, timer -> caller.run(() -> emitter.complete(attempt))));
    }

    /** What is being tried again now, with the last failure. */
    public Map<String, String> stuck() {
        return Map.copyOf(stuck);
    }
}
