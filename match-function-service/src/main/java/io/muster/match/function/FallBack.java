package io.muster.match.function;

/**
 * When a function that failed is tried again: after ten seconds, and after every further failure in a row after twice the
 * time, up to ten minutes. Used by one thread.
 */
final class FallBack {

    private static final long FIRST_MILLIS = 10_000;
    private static final long LONGEST_MILLIS = 600_000;

    private int failures;
    private long retryAt;

    /** A run failed; answers when to try again, in Unix milliseconds. */
    long failed(long now) {
        long pause = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
        failures++;
        retryAt = now + pause;
        return retryAt;
    }

    /** A run succeeded; answers whether one had failed before. */
    boolean succeeded() {
        boolean recovered = failures > 0;
        failures = 0;
        return recovered;
    }

    long retryAt() {
        return retryAt;
    }
}
