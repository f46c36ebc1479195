package io.muster.contracts.match;

import io.muster.contracts.PooledEvent;

/** What a match function says. */
public sealed interface ProposalEvent extends PooledEvent permits MatchProposed {

    String proposalId();

    @Override
    default String subject() {
        return proposalId();
    }

    /** A proposal never changes. */
    @Override
    default long version() {
        return 1;
    }
}
