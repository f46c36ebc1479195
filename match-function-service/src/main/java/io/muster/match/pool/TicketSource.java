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
}
