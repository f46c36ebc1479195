package io.muster.match.pool;

import java.util.List;

/** A proposal that was published and not yet answered. */
final class PendingProposal {

    final String id;
    final List<PoolTicket> tickets;
    /** The backfill it wants to fill, or null. */
    final String backfillId;

    /** Its place among the proposals of its pool. */
    final long number;

    final long madeAtMillis;

    /** Tickets of which no claim has been seen. */
    int unclaimed;

    PendingProposal(String id, List<PoolTicket> tickets, String backfillId, long number, long madeAtMillis) {
        this.id = id;
        this.tickets = tickets;
        this.backfillId = backfillId;
        this.number = number;
        this.madeAtMillis = madeAtMillis;
        this.unclaimed = tickets.size();
    }
}
