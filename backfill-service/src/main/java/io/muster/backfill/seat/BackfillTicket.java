package io.muster.backfill.seat;

import io.muster.contracts.backfill.PendingProposal;
import java.time.Instant;

/**
 * The newest backfill ticket of a session.
 *
 * @param version rises by one with every published change
 * @param rosterVersion version in which the roster changed last; a proposal that was judged by an older one is refused
 * @param pending proposal that waits for the server's answer, or null
 * @param expiresAt end of the ticket when nobody asks for it again
 */
public record BackfillTicket(
        String backfillId,
        long version,
        long rosterVersion,
        boolean open,
        PendingProposal pending,
        Instant createdAt,
        Instant expiresAt) {

    static BackfillTicket opened(String backfillId, Instant now, Instant expiresAt) {
        return new BackfillTicket(backfillId, 1, 1, true, null, now, expiresAt);
    }

    int pendingSeats() {
        return pending == null
                ? 0
                : pending.tickets().stream()
                        .mapToInt(ticket -> ticket.players().size())
                        .sum();
    }

    BackfillTicket next(PendingProposal proposal) {
        return new BackfillTicket(backfillId, version + 1, rosterVersion, open, proposal, createdAt, expiresAt);
    }

    BackfillTicket nextWithRoster(PendingProposal proposal) {
        return new BackfillTicket(backfillId, version + 1, version + 1, open, proposal, createdAt, expiresAt);
    }

    BackfillTicket closed() {
        return new BackfillTicket(backfillId, version + 1, rosterVersion, false, null, createdAt, expiresAt);
    }

    BackfillTicket until(Instant newExpiry) {
        return new BackfillTicket(backfillId, version, rosterVersion, open, pending, createdAt, newExpiry);
    }
}
