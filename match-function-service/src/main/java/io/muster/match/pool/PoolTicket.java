package io.muster.match.pool;

import io.muster.match.engine.TicketId;
import io.muster.match.engine.WaitingTicket;

/** A ticket that this instance believes to be waiting, or to be in one of its own proposals. */
final class PoolTicket {

    final TicketId id;
    final long version;
    final TicketSource source;

    /** What the engine holds of it; null while no pool takes it. */
    WaitingTicket waiting;
    /** Pool it waits in, by number; -1 while none takes it. */
    int pool = -1;
    /** The proposal it is in, or null. */
    PendingProposal proposal;

    PoolTicket(TicketId id, long version, TicketSource source) {
        this.id = id;
        this.version = version;
        this.source = source;
    }
}
