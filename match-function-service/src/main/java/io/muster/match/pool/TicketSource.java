package io.muster.match.pool;

import io.muster.match.engine.TicketData;

/** The whole of a waiting ticket, kept in a compact form until a new config asks for other facts of it. */
@FunctionalInterface
public interface TicketSource {

    TicketData load();
}
