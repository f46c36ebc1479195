package io.muster.match.pool;

import io.muster.contracts.Topics;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.runtime.event.EventCodec;
import io.muster.runtime.trace.PackedTrace;

/**
 * A ticket as the payload of the event after which it waits. The bytes are all that is kept beside the ticket's facts: the
 * record itself would keep the whole answer of the broker that it came with, because its headers are views of it.
 */
final class TicketPayload implements TicketSource {

    private final EventCodec codec;
    private final Class<? extends TicketEvent> type;
    private final byte[] bytes;
    // a trace of its own would be an object more for each ticket
    private final long traceHigh;
    private final long traceLow;
    private final long span;
    private final boolean sampled;

    /**
     * Keeps a payload.
     *
     * @param codec reads it again
     * @param type event that it holds
     * @param bytes the payload itself, not a copy; nobody may change it from now on
     */
    TicketPayload(EventCodec codec, Class<? extends TicketEvent> type, byte[] bytes, PackedTrace trace) {
        this.codec = codec;
        this.type = type;
        this.bytes = bytes;
        this.traceHigh = trace.high();
        this.traceLow = trace.low();
        this.span = trace.span();
        this.sampled = trace.sampled();
    }

    @Override
    public String traceparent() {
        return new PackedTrace(traceHigh, traceLow, span, sampled).traceparent();
    }

    @Override
    public Written load() {
        return PoolEvents.written(codec.decodePayload(Topics.TICKETS, type, bytes));
    }
}
