package io.muster.allocator.scaling;

import io.muster.allocator.payload.PayloadState;

/**
 * Payloads of an allocation by what they count for.
 *
 * @param starting on their way to Ready, failed starts that will be repeated included
 * @param failed those of them whose start has failed
 * @param ending being stopped; they take a place until they are gone
 * @param outdatedStarting those starting that run an older version of the allocation
 * @param outdatedReady those ready that run an older version of the allocation
 */
public record Counts(
        int starting, int ready, int reserved, int ending, int failed, int outdatedStarting, int outdatedReady) {

    /** With nothing failed or outdated. */
    public Counts(int starting, int ready, int reserved, int ending) {
        this(starting, ready, reserved, ending, 0, 0, 0);
    }

    /** All that are, or will be, of use. */
    public int useful() {
        return starting + ready + reserved;
    }

    public int total() {
        return useful() + ending;
    }

    public int outdated() {
        return outdatedStarting + outdatedReady;
    }

    /** Adds counts up, state by state. */
    static final class Tally {

        private int starting;
        private int ready;
        private int reserved;
        private int ending;
        private int failed;
        private int outdatedStarting;
        private int outdatedReady;

        void add(PayloadState state, boolean outdated, int count) {
            switch (state) {
                case CREATING, PREPARING, STARTING, ERROR -> {
                    starting += count;
                    failed += state == PayloadState.ERROR ? count : 0;
                    outdatedStarting += outdated ? count : 0;
                }
                case READY -> {
                    ready += count;
                    outdatedReady += outdated ? count : 0;
                }
                case RESERVED -> reserved += count;
                case SHUTDOWN, UNHEALTHY, UNKNOWN -> ending += count;
            }
        }

        Counts counts() {
            return new Counts(starting, ready, reserved, ending, failed, outdatedStarting, outdatedReady);
        }
    }
}
