package io.muster.demo;

import io.muster.client.MusterException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for things that must happen, but not for ever. */
final class Patience {

    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration ANSWER = Duration.ofSeconds(40);

    private Patience() {}

    /**
     * The answer of a call.
     *
     * @param what what the call does, for the message when it fails
     */
    static <T> T answer(String what, CompletableFuture<T> call) {
        try {
            return call.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new StoryFailed(what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new StoryFailed(what + ": no answer within " + ANSWER.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryFailed(what + ": interrupted", e);
        }
    }

    /**
     * Looks again and again until something is so, and answers what was seen then.
     *
     * @param what what must become so, as the message says when it does not
     */
    static <T> T until(String what, Duration limit, Supplier<CompletableFuture<T>> look, Predicate<T> isSo) {
        long end = System.nanoTime() + limit.toNanos();
        String last = "nothing";
        while (System.nanoTime() < end) {
            try {
                T seen = look.get().join();
                if (isSo.test(seen)) {
                    return seen;
                }
                last = String.valueOf(seen);
            } catch (CompletionException e) {
                last = e.getCause() instanceof MusterException reason ? reason.getMessage() : rethrow(e);
            }
            pause();
        }
        throw new StoryFailed(
                "within " + limit.toSeconds() + " s it did not happen that " + what + "; last seen: " + last, null);
    }

    private static String rethrow(CompletionException e) {
        throw e;
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryFailed("interrupted", e);
        }
    }
}
