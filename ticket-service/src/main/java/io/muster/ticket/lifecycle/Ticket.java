package io.muster.ticket.lifecycle;

import io.muster.contracts.ticket.TicketAssigned;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketCreated;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.contracts.ticket.TicketFailed;
import io.muster.contracts.ticket.TicketReturned;
import io.muster.ticket.lifecycle.TicketState.Assigned;
import io.muster.ticket.lifecycle.TicketState.Cancelled;
import io.muster.ticket.lifecycle.TicketState.Claim;
import io.muster.ticket.lifecycle.TicketState.Claimed;
import io.muster.ticket.lifecycle.TicketState.Expired;
import io.muster.ticket.lifecycle.TicketState.Failed;
import io.muster.ticket.lifecycle.TicketState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One ticket. Immutable.
 *
 * @param version 1 when created, one more with every change
 * @param returns how often it returned to its pool because no game server was found
 * @param changedAt when it came into its present state
 */
public record Ticket(TicketDetails details, long version, int returns, Instant changedAt, TicketState state) {

    /** A ticket that has just been accepted. */
    public static Ticket create(TicketDetails details) {
        return new Ticket(details, 1, 0, details.createdAt(), new Waiting(null));
    }

    /** The same for those who do not look at its content, which is by far the largest part. */
    public Ticket withoutContent() {
        TicketDetails light = new TicketDetails(
                details.namespace(),
                details.ticketId(),
                details.queue(),
                details.author(),
                null,
                details.createdAt(),
                details.expiresAt(),
                details.lease());
        return new Ticket(light, version, returns, changedAt, state);
    }

    public String id() {
        return details.ticketId();
    }

    public boolean waits() {
        return state instanceof Waiting;
    }

    /** The match it is in, also after it was assigned. */
    public Optional<Claim> claim() {
        return switch (state) {
            case Claimed claimed -> Optional.of(claimed.claim());
            case Assigned assigned -> Optional.of(assigned.claim());
            case Waiting _, Cancelled _, Expired _, Failed _ -> Optional.empty();
        };
    }

    /**
     * The ticket after an event: the only way a ticket changes. Events between may be missing, because each says all
     * about the state it leads to.
     */
    public Ticket apply(TicketEvent event) {
        return switch (event) {
            case TicketCreated created -> after(created, returns, created.createdAt(), new Waiting(null));
            case TicketReturned returned ->
                after(returned, returned.returns(), returned.returnedAt(), new Waiting(returned.reason()));
            case TicketClaimed claimed -> after(claimed, returns, claimed.claimedAt(), new Claimed(claimOf(claimed)));
            case TicketAssigned assigned -> after(assigned, returns, assigned.assignedAt(), stateOf(assigned));
            case TicketCancelled cancelled ->
                after(cancelled, returns, cancelled.cancelledAt(), new Cancelled(cancelled.cancelledBy()));
            case TicketExpired expired -> after(expired, returns, expired.expiredAt(), new Expired());
            case TicketFailed failed ->
                after(failed, returns, failed.failedAt(), new Failed(failed.reason(), failed.message()));
        };
    }

    private Ticket after(TicketEvent event, int returnsAfter, Instant at, TicketState next) {
        return new Ticket(details, event.version(), returnsAfter, at, next);
    }

    private static Claim claimOf(TicketClaimed claimed) {
        return new Claim(claimed.proposalId(), claimed.matchId(), claimed.claimedAt());
    }

    private Assigned stateOf(TicketAssigned assigned) {
        Claim claim = claim().orElseGet(() -> new Claim(null, assigned.matchId(), assigned.assignedAt()));
        return new Assigned(claim, assigned.sessionId(), assigned.connection());
    }

    /** The event that led to the present state, exactly as it was published then. */
    public TicketEvent lastEvent() {
        String namespace = details.namespace();
        String queue = details.queue();
        return switch (state) {
            case Waiting waiting -> version == 1 ? created() : returned(version, returns, waiting, changedAt);
            case Claimed(Claim claim) ->
                new TicketClaimed(namespace, id(), version, queue, claim.proposalId(), claim.matchId(), changedAt);
            case Assigned(Claim claim, String sessionId, String connection) ->
                new TicketAssigned(namespace, id(), version, queue, claim.matchId(), sessionId, connection, changedAt);
            case Cancelled(String by) -> new TicketCancelled(namespace, id(), version, queue, by, changedAt);
            case Expired _ -> new TicketExpired(namespace, id(), version, queue, changedAt);
            case Failed(String reason, String message) ->
                new TicketFailed(namespace, id(), version, queue, reason, message, changedAt);
        };
    }

    private TicketCreated created() {
        return new TicketCreated(
                details.namespace(),
                id(),
                version,
                details.queue(),
                details.content().attributes(),
                details.content().data(),
                details.content().players(),
                details.author(),
                details.createdAt(),
                details.expiresAt());
    }

    TicketReturned returned(long newVersion, int newReturns, Waiting waiting, Instant at) {
        return new TicketReturned(
                details.namespace(),
                id(),
                newVersion,
                details.queue(),
                details.content().attributes(),
                details.content().data(),
                details.content().players(),
                details.author(),
                details.createdAt(),
                details.expiresAt(),
                newReturns,
                waiting.returnReason(),
                at);
    }

    /** From acceptance to the present state. */
    public Duration ageAtLastChange() {
        return Duration.between(details.createdAt(), changedAt);
    }
}
