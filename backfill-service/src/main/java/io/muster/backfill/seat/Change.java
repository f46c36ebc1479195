package io.muster.backfill.seat;

import io.muster.contracts.backfill.PendingProposal;
import io.muster.contracts.match.ClaimedTicket;
import java.time.Instant;
import java.util.List;

/** What happened to the seats of one session. {@link SessionSeats#apply} is the only way a state changes. */
public sealed interface Change {

    /** The session said something new; nobody else need know. */
    record Followed(SessionView session, Host host, Roster roster) implements Change {}

    /** A backfill ticket was opened. */
    record Opened(String backfillId, Host host, Roster roster, Instant at, Instant expiresAt) implements Change {}

    /** The roster of the open ticket changed. */
    record Updated(Host host, Roster roster, Instant at, Instant expiresAt) implements Change {}

    /** A proposal took seats, until the server answers. */
    record Proposed(PendingProposal proposal, Instant at) implements Change {}

    /** The server took tickets. */
    record Approved(
            String proposalId,
            List<ClaimedTicket> accepted,
            List<ClaimedTicket> rejected,
            Instant at,
            Instant expiresAt)
            implements Change {}

    /**
     * No ticket of a proposal was taken.
     *
     * @param backfillId ticket the proposal was for, which need not be the newest one
     * @param refusedVersion version of the answer when it is not the newest one
     */
    record Rejected(
            String backfillId,
            long refusedVersion,
            String queue,
            String proposalId,
            List<ClaimedTicket> tickets,
            String reason,
            Instant at)
            implements Change {}

    /** The ticket is gone. {@code stopped}: its server wants no other one until it asks. */
    record Closed(String reason, boolean stopped, Instant at) implements Change {}

    /** The server showed that it is alive; nobody else need know. */
    record Renewed(Instant expiresAt) implements Change {}
}
