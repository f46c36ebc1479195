package io.muster.match.pool;

import io.muster.contracts.Topics;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.runtime.event.EventCodec;

/**
 * A ticket as the payload of the event after which it waits. The bytes are all that is kept beside the ticket's facts: the
 * record itself would keep the whole answer of the broker that it came with, because its headers are views of it.
 */
final class TicketPayload implements TicketSource {

    private final EventCodec codec;
    private final Class<? extends TicketEvent> type;
    private final byte[] bytes;

    /**
     * Keeps a payload.
     *
     * @param codec reads it again
     * @param type event that it holds
     * @param bytes the payload itself, not a copy; nobody may change it from now on
     */
    TicketPayload(EventCodec codec, Class<? extends TicketEvent> type, byte[] bytes) {
        this.codec = codec;
        this.type = type;
        this.bytes = bytes;
    }

    @Override
    public Written load() {
        return PoolEvents.written(codec.decodePayload(Topics.TICKETS, type, bytes));
    }
}
