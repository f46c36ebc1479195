package io.muster.match.pool;

import java.util.List;

/** A proposal that was published and not yet answered. */
final class PendingProposal {

    final String id;
    final List<PoolTicket> tickets;
    /** The backfill it wants to fill, or null. */
    final String backfillId;

    final long expiresAtMillis;

    /** Tickets of which no claim has been seen. */
    int unclaimed;

    PendingProposal(String id, List<PoolTicket> tickets, String backfillId, long expiresAtMillis) {
        this.id = id;
        this.tickets = tickets;
        this.backfillId = backfillId;
        this.expiresAtMillis = expiresAtMillis;
        this.unclaimed = tickets.size();
    }
}
