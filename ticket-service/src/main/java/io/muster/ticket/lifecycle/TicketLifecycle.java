package io.muster.ticket.lifecycle;

import io.muster.contracts.ticket.TicketAssigned;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.contracts.ticket.TicketFailed;
import io.muster.ticket.lifecycle.TicketState.Claimed;
import io.muster.ticket.lifecycle.TicketState.Waiting;
import java.time.Instant;

/**
 * Decides what a command does to a ticket. A command that finds the ticket in another state than the one it is for
 * changes nothing, so every command may come twice or late.
 */
public final class TicketLifecycle {

    private final int maxReturns;

    /**
     * Rules of one service.
     *
     * @param maxReturns how often a ticket may return because no game server was found; once more and it fails
     */
    public TicketLifecycle(int maxReturns) {
        this.maxReturns = maxReturns;
    }

    /** Pure: the same ticket and command give the same decision. */
    public Decision decide(Ticket ticket, TicketCommand command) {
        return switch (command) {
            case TicketCommand.Claim claim -> claim(ticket, claim);
            case TicketCommand.Assign assign -> assign(ticket, assign);
            case TicketCommand.Return giveBack -> giveBack(ticket, giveBack);
            case TicketCommand.Cancel cancel -> ticket.waits() ? changed(cancelled(ticket, cancel)) : unchanged(ticket);
            case TicketCommand.Expire expire -> expire(ticket, expire);
            case TicketCommand.Lapse lapse -> ticket.waits() ? changed(expired(ticket, lapse.at())) : unchanged(ticket);
            case TicketCommand.Fail fail ->
                ticket.waits() ? changed(failed(ticket, fail.reason(), fail.message(), fail.at())) : unchanged(ticket);
        };
    }

    private static Decision claim(Ticket ticket, TicketCommand.Claim claim) {
        if (!ticket.waits() || ticket.version() != claim.version()) {
            return unchanged(ticket);
        }
        TicketDetails details = ticket.details();
        return changed(new TicketClaimed(
                details.namespace(),
                ticket.id(),
                ticket.version() + 1,
                details.queue(),
                claim.proposalId(),
                claim.matchId(),
                claim.at()));
    }

    private static Decision assign(Ticket ticket, TicketCommand.Assign assign) {
        if (!claimedBy(ticket, assign.matchId())) {
            return unchanged(ticket);
        }
        TicketDetails details = ticket.details();
        return changed(new TicketAssigned(
                details.namespace(),
                ticket.id(),
                ticket.version() + 1,
                details.queue(),
                assign.matchId(),
                assign.sessionId(),
                assign.connection(),
                assign.at()));
    }

    private Decision giveBack(Ticket ticket, TicketCommand.Return giveBack) {
        if (!claimedBy(ticket, giveBack.matchId())) {
            return unchanged(ticket);
        }
        int returns = ticket.returns() + (giveBack.reason().equals(TicketCommand.Return.NO_SERVER) ? 1 : 0);
        if (returns > maxReturns) {
            return changed(failed(ticket, giveBack.reason(), giveBack.message(), giveBack.at()));
        }
        if (overdue(ticket, giveBack.at())) {
            return changed(expired(ticket, giveBack.at()));
        }
        Waiting waiting = new Waiting(giveBack.reason());
        return changed(ticket.returned(ticket.version() + 1, returns, waiting, giveBack.at()));
    }

    private static Decision expire(Ticket ticket, TicketCommand.Expire expire) {
        return ticket.waits() && overdue(ticket, expire.at())
                ? changed(expired(ticket, expire.at()))
                : unchanged(ticket);
    }

    private static boolean claimedBy(Ticket ticket, String matchId) {
        return ticket.state() instanceof Claimed(TicketState.Claim claim)
                && claim.matchId().equals(matchId);
    }

    private static boolean overdue(Ticket ticket, Instant now) {
        return !now.isBefore(ticket.details().expiresAt());
    }

    private static TicketEvent cancelled(Ticket ticket, TicketCommand.Cancel cancel) {
        TicketDetails details = ticket.details();
        return new TicketCancelled(
                details.namespace(),
                ticket.id(),
                ticket.version() + 1,
                details.queue(),
                cancel.cancelledBy(),
                cancel.at());
    }

    private static TicketEvent expired(Ticket ticket, Instant at) {
        TicketDetails details = ticket.details();
        return new TicketExpired(details.namespace(), ticket.id(), ticket.version() + 1, details.queue(), at);
    }

    private static TicketEvent failed(Ticket ticket, String reason, String message, Instant at) {
        TicketDetails details = ticket.details();
        return new TicketFailed(
                details.namespace(), ticket.id(), ticket.version() + 1, details.queue(), reason, message, at);
    }

    private static Decision changed(TicketEvent event) {
        return new Decision.Changed(event);
    }

    private static Decision unchanged(Ticket ticket) {
        return new Decision.Unchanged(ticket.lastEvent());
    }
}
