package io.muster.runtime.trace;

import java.util.HexFormat;

/**
 * A {@code traceparent} as three numbers and a bit instead of a text of 55 characters, for who keeps a million of them.
 *
 * @param high first half of the trace id
 * @param low second half of the trace id
 * @param span id of the span; zero when there is no trace
 */
public record PackedTrace(long high, long low, long span, boolean sampled) {

    /** No trace. */
    public static final PackedTrace NONE = new PackedTrace(0, 0, 0, false);

    private static final HexFormat HEX = HexFormat.of();

    /** Packs a {@code traceparent}; {@link #NONE} when it is null or none. */
    public static PackedTrace of(String traceparent) {
        return TraceContext.sent(traceparent, null).map(PackedTrace::of).orElse(NONE);
    }

    private static PackedTrace of(TraceContext trace) {
        String traceId = trace.traceId();
        int half = traceId.length() / 2;
        return new PackedTrace(
                HexFormat.fromHexDigitsToLong(traceId, 0, half),
                HexFormat.fromHexDigitsToLong(traceId, half, traceId.length()),
                HexFormat.fromHexDigitsToLong(trace.spanId()),
                trace.sampled());
    }

    /** The {@code traceparent}, or null when there is no trace. */
    public String traceparent() {
        if (span == 0) {
            return null;
        }
        return new TraceContext(HEX.toHexDigits(high) + HEX.toHexDigits(low), HEX.toHexDigits(span), sampled)
                .traceparent();
    }
}
