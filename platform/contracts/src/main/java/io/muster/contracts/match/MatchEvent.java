package io.muster.contracts.match;

import io.muster.contracts.PooledEvent;
import java.time.Instant;
import java.util.List;

/** Tickets were claimed for a match or for a backfill. */
public sealed interface MatchEvent extends PooledEvent permits MatchClaimed, BackfillClaimed {

    /** Derived from the proposal's id. */
    String matchId();

    List<ClaimedTicket> tickets();

    /** When all of them were claimed. */
    Instant claimedAt();

    @Override
    default String subject() {
        return matchId();
    }

    /** A claim is made once. */
    @Override
    default long version() {
        return 1;
    }
}
