package io.muster.bench.load;

import java.util.concurrent.locks.LockSupport;

/** Starts each piece of work at its intended time, whatever became of the ones before. */
public final class OpenLoop {

    private static final long SPIN_NANOS = 20_000;

    private OpenLoop() {}

    /** Work that starts and goes on without blocking the schedule. */
    public interface Work {

        /**
         * Starts piece {@code number}.
         *
         * @param intendedNanos {@link System#nanoTime()} at which it should have started; latency counts from there
         */
        void start(int number, long intendedNanos);
    }

    /**
     * Runs a schedule on the calling thread and returns when the last piece has started.
     *
     * @param startNanos {@link System#nanoTime()} the arrivals are relative to
     */
    public static void run(long[] arrivals, long startNanos, Work work) throws InterruptedException {
        for (int number = 0; number < arrivals.length; number++) {
            long intended = startNanos + arrivals[number];
            waitUntil(intended);
            work.start(number, intended);
        }
    }

    private static void waitUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            left = nanos - System.nanoTime();
        }
    }
}
