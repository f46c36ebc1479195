package io.muster.bench.result;

import org.HdrHistogram.Histogram;

/** Quantiles of a latency in milliseconds, rounded to hundredths. */
public record LatencyMs(double p50, double p90, double p99, double p999, double max) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** The quantiles of a histogram that holds nanoseconds. */
    public static LatencyMs of(Histogram nanos) {
        return new LatencyMs(
                millis(nanos.getValueAtPercentile(50)),
                millis(nanos.getValueAtPercentile(90)),
                millis(nanos.getValueAtPercentile(99)),
                millis(nanos.getValueAtPercentile(99.9)),
                millis(nanos.getMaxValue()));
    }

    private static double millis(long nanos) {
        return Math.round(nanos / NANOS_PER_MILLI * 100) / 100.0;
    }
}
