package io.muster.contracts.backfill;

import java.time.Instant;

/**
 * A session with open seats asks for players.
 */
public record BackfillCreated(
        String namespace, String backfillId, long version, String queue, BackfillState state, Instant createdAt)
        implements BackfillEvent {}
