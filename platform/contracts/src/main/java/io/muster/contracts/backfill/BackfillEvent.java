package io.muster.contracts.backfill;

import io.muster.contracts.PooledEvent;

/** A change of a backfill ticket; each carries the whole state after it. */
public sealed interface BackfillEvent extends PooledEvent
        permits BackfillCreated, BackfillUpdated, BackfillProposed, BackfillApproved, BackfillRejected, BackfillClosed {

    String backfillId();

    BackfillState state();

    @Override
    default String subject() {
        return backfillId();
    }
}
