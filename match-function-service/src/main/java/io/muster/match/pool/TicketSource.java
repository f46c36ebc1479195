package io.muster.match.pool;

import io.muster.match.engine.TicketData;

/** The whole of a waiting ticket, kept in a compact form until a new config or a question asks for other facts of it. */
@FunctionalInterface
public interface TicketSource {

    /**
     * A ticket as its author wrote it.
     *
     * @param author player on whose behalf it was created
     */
    record Written(TicketData data, String author) {}

    Written load();

    /** Trace of the request that created it, or of the event after which it waits again; null when it belongs to none. */
    default String traceparent() {
        return null;
    }
}
