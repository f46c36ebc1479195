package io.muster.backfill.seat;

import io.muster.contracts.backfill.BackfillApproved;
import io.muster.contracts.backfill.BackfillClosed;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.contracts.backfill.BackfillProposed;
import io.muster.contracts.backfill.BackfillRejected;
import io.muster.contracts.backfill.BackfillState;
import io.muster.contracts.backfill.BackfillUpdated;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which changes other services are told, and how. */
public final class BackfillEvents {

    private BackfillEvents() {}

    /**
     * The event that reports a change.
     *
     * @param before state before the change
     * @param after state right after it
     */
    public static Optional<BackfillEvent> of(SessionSeats before, Change change, SessionSeats after) {
        return switch (change) {
            case Change.Followed followed -> Optional.empty();
            case Change.Renewed renewed -> Optional.empty();
            case Change.Opened opened ->
                Optional.of(new BackfillCreated(
                        after.namespace(), id(after), version(after), queue(after), after.state(), opened.at()));
            case Change.Updated updated ->
                Optional.of(new BackfillUpdated(
                        after.namespace(), id(after), version(after), queue(after), after.state(), updated.at()));
            case Change.Proposed proposed ->
                Optional.of(new BackfillProposed(
                        after.namespace(), id(after), version(after), queue(after), after.state(), proposed.at()));
            case Change.Approved approved ->
                Optional.of(new BackfillApproved(
                        after.namespace(),
                        id(after),
                        version(after),
                        queue(after),
                        after.state(),
                        approved.proposalId(),
                        approved.accepted(),
                        approved.rejected(),
                        before.pending().teams(),
                        approved.at()));
            case Change.Rejected rejected -> Optional.of(rejection(rejected, after));
            case Change.Closed closed ->
                Optional.of(new BackfillClosed(
                        after.namespace(),
                        id(after),
                        version(after),
                        queue(after),
                        after.state(),
                        closed.reason(),
                        closed.at()));
        };
    }

    private static BackfillRejected rejection(Change.Rejected rejected, SessionSeats after) {
        boolean ofNewest = after.ticket() != null && id(after).equals(rejected.backfillId());
        return new BackfillRejected(
                after.namespace(),
                rejected.backfillId(),
                ofNewest ? version(after) : rejected.refusedVersion(),
                rejected.queue(),
                ofNewest ? after.state() : gone(rejected, after),
                rejected.proposalId(),
                rejected.tickets(),
                rejected.reason(),
                rejected.at());
    }

    /** A ticket that was closed long ago, for those who still propose for it. */
    private static BackfillState gone(Change.Rejected rejected, SessionSeats after) {
        return new BackfillState(
                rejected.backfillId(),
                after.sessionId(),
                rejected.queue(),
                after.host().serverId(),
                after.host().connection(),
                List.of(),
                List.of(),
                Map.of(),
                after.host().region(),
                after.host().settings(),
                null,
                BackfillState.CLOSED,
                rejected.at(),
                rejected.at());
    }

    private static String id(SessionSeats seats) {
        return seats.ticket().backfillId();
    }

    private static long version(SessionSeats seats) {
        return seats.ticket().version();
    }

    private static String queue(SessionSeats seats) {
        return seats.host().queue();
    }
}
