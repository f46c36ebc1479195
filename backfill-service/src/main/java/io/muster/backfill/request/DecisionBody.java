package io.muster.backfill.request;

import java.util.List;

/**
 * Answer of a game server to a proposal.
 *
 * @param acceptedTicketIds tickets to take; absent takes all
 * @param stop no further proposals are wanted
 */
record DecisionBody(String proposalId, List<String> acceptedTicketIds, boolean stop) {}
