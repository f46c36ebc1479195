package io.muster.runtime.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace a request or an event belongs to, as it travels in {@code traceparent} (W3C Trace Context) and {@code b3}
 * (B3 single header).
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 lower-case hexadecimal digits, not all zero
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {

    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final Pattern B3 = Pattern.compile("([0-9a-f]{16}|[0-9a-f]{32})-([0-9a-f]{16})(?:-([01d]).*)?");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);
    private static final int LONGEST_HEADER = 128;

    /** The context of the two headers, of which {@code traceparent} wins; a new one when both are absent or bad. */
    public static TraceContext fromHeaders(String traceparent, String b3) {
        return sent(traceparent, b3).orElseGet(TraceContext::start);
    }

    /** The context of the two headers, of which {@code traceparent} wins; empty when both are absent or bad. */
    static Optional<TraceContext> sent(String traceparent, String b3) {
        TraceContext w3c = parseTraceparent(traceparent);
        return Optional.ofNullable(w3c != null ? w3c : parseB3(b3));
    }

    /** The context of a span. */
    static TraceContext of(SpanContext span) {
        return new TraceContext(span.getTraceId(), span.getSpanId(), span.isSampled());
    }

    /** As parent, in another process, of a span. */
    SpanContext asRemoteParent() {
        TraceFlags flags = sampled ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return SpanContext.createFromRemoteParent(traceId, spanId, flags, TraceState.getDefault());
    }

    /** The context of a {@code traceparent}; a new one when it is absent or bad. */
    public static TraceContext fromTraceparent(String traceparent) {
        return fromHeaders(traceparent, null);
    }

    /** A new trace. */
    public static TraceContext start() {
        return new TraceContext(randomHex() + randomHex(), randomHex(), true);
    }

    /** The same trace with a new span. */
    public TraceContext child() {
        return new TraceContext(traceId, randomHex(), sampled);
    }

    /** As value of the header {@code traceparent}. */
    public String traceparent() {
        return "00-" + traceId + '-' + spanId + (sampled ? "-01" : "-00");
    }

    /** As value of the header {@code b3}. */
    public String b3() {
        return traceId + '-' + spanId + (sampled ? "-1" : "-0");
    }

    private static TraceContext parseTraceparent(String header) {
        if (header == null || header.length() > LONGEST_HEADER) {
            return null;
        }
        Matcher parts = TRACEPARENT.matcher(header);
        if (!parts.matches()) {
            return null;
        }
        boolean sampled = (Integer.parseInt(parts.group(3), 16) & 1) == 1;
        return validOrNull(parts.group(1), parts.group(2), sampled);
    }

    private static TraceContext parseB3(String header) {
        if (header == null || header.length() > LONGEST_HEADER) {
            return null;
        }
        Matcher parts = B3.matcher(header);
        if (!parts.matches()) {
            return null;
        }
        String traceId = parts.group(1).length() == 32 ? parts.group(1) : NO_SPAN + parts.group(1);
        return validOrNull(traceId, parts.group(2), !"0".equals(parts.group(3)));
    }

    private static TraceContext validOrNull(String traceId, String spanId, boolean sampled) {
        return traceId.equals(NO_TRACE) || spanId.equals(NO_SPAN) ? null : new TraceContext(traceId, spanId, sampled);
    }

    /** 16 digits that are never all zero. Ids of traces need not be secret, so the fast random source does. */
    private static String randomHex() {
        long bits = ThreadLocalRandom.current().nextLong() | 1L;
        String digits = Long.toHexString(bits);
        return digits.length() == 16 ? digits : "0".repeat(16 - digits.length()) + digits;
    }
}
