package io.muster.contracts.backfill;

import io.muster.contracts.match.ClaimedTicket;
import java.time.Instant;
import java.util.List;

/**
 * No ticket of a proposal was taken; all return to their pool.
 *
 * @param reason code: {@code rejected}, {@code expired}, {@code updated}, {@code no-seat}, {@code closed}
 */
public record BackfillRejected(
        String namespace,
        String backfillId,
        long version,
        String queue,
        BackfillState state,
        String proposalId,
        List<ClaimedTicket> rejected,
        String reason,
        Instant rejectedAt)
        implements BackfillEvent {}
