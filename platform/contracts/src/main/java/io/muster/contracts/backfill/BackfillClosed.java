package io.muster.contracts.backfill;

import java.time.Instant;

/**
 * The backfill ticket is gone.
 *
 * @param reason code: {@code full}, {@code deleted}, {@code expired}, {@code session-ended}
 */
public record BackfillClosed(
        String namespace,
        String backfillId,
        long version,
        String queue,
        BackfillState state,
        String reason,
        Instant closedAt)
        implements BackfillEvent {}
