package io.muster.ticket.lifecycle;

import io.muster.runtime.id.DerivedIds;

/** Ids of matches. They follow from the proposal, so that a replayed proposal is the same match. */
public final class MatchIds {

    private MatchIds() {}

    /** The match that the proposal becomes when it is accepted. */
    public static String of(String proposalId) {
        return DerivedIds.ordered(proposalId, "match");
    }
}
