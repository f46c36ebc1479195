package io.muster.bench.pipeline;

import io.muster.bench.books.Outcome;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What happened to the tickets of a run so far. Safe for all threads. */
final class JourneyLog {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Histogram createToAssigned = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);
    private final Histogram create = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);
    private final LongAdder started = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder assigned = new LongAdder();
    private final LongAdder assignedWhileMeasured = new LongAdder();
    private final LongAdder finished = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final AtomicLong lastFinish = new AtomicLong(System.nanoTime());
    private final long measureFrom;
    private final long measureUntil;

    /**
     * @param measureFrom {@link System#nanoTime()} at which the warm-up is over
     * @param measureUntil end of the load
     */
    JourneyLog(long measureFrom, long measureUntil) {
        this.measureFrom = measureFrom;
        this.measureUntil = measureUntil;
    }

    void started() {
        started.increment();
    }

    /** A creation was confirmed; the latency counts from the intended time and only after the warm-up. */
    void accepted(long intendedNanos) {
        accepted.increment();
        record(create, intendedNanos);
    }

    void repeated() {
        repeats.increment();
    }

    /** A ticket came to its end, or was given up. */
    void finished(Outcome outcome, long intendedNanos) {
        finished.increment();
        lastFinish.set(System.nanoTime());
        if (outcome == Outcome.ASSIGNED) {
            assigned.increment();
            record(createToAssigned, intendedNanos);
            long now = System.nanoTime();
            if (now - measureFrom >= 0 && now - measureUntil < 0) {
                assignedWhileMeasured.increment();
            }
        }
    }

    private void record(Histogram histogram, long intendedNanos) {
        if (intendedNanos - measureFrom >= 0) {
            histogram.recordValue(Math.min(LONGEST_NANOS, Math.max(0, System.nanoTime() - intendedNanos)));
        }
    }

    Histogram createToAssigned() {
        return createToAssigned;
    }

    Histogram create() {
        return create;
    }

    long startedCount() {
        return started.sum();
    }

    long open() {
        return started.sum() - finished.sum();
    }

    long assignedCount() {
        return assigned.sum();
    }

    long repeatCount() {
        return repeats.sum();
    }

    double assignedPerSecond() {
        return assignedWhileMeasured.sum() / ((measureUntil - measureFrom) / 1e9);
    }

    /** Nanoseconds since a ticket last came to its end. */
    long quietNanos() {
        return System.nanoTime() - lastFinish.get();
    }

    @Override
    public String toString() {
        return "sent %,d  assigned %,d  open %,d  repeats %,d  p50 %.1f ms  p99 %.1f ms"
                .formatted(
                        started.sum(),
                        assigned.sum(),
                        open(),
                        repeats.sum(),
                        createToAssigned.getValueAtPercentile(50) / 1e6,
                        createToAssigned.getValueAtPercentile(99) / 1e6);
    }
}
