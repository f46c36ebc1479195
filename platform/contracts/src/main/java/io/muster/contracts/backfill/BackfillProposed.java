package io.muster.contracts.backfill;

import java.time.Instant;

/**
 * Claimed tickets were put forward; {@code state.pending} holds them until the server answers.
 */
public record BackfillProposed(
        String namespace, String backfillId, long version, String queue, BackfillState state, Instant proposedAt)
        implements BackfillEvent {}
