package io.muster.contracts.backfill;

import java.time.Instant;

/**
 * The game server or the session replaced the roster.
 */
public record BackfillUpdated(
        String namespace, String backfillId, long version, String queue, BackfillState state, Instant updatedAt)
        implements BackfillEvent {}
