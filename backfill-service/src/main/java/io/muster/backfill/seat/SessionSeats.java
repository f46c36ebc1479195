package io.muster.backfill.seat;

import io.muster.contracts.backfill.BackfillState;
import io.muster.contracts.backfill.PendingProposal;

/**
 * Everything this service knows of one session: where it runs, who sits where, and its newest backfill ticket.
 * Immutable; seats are never promised twice because every promise goes through one of these.
 *
 * @param ticket newest backfill ticket, open or closed, or null when there was none
 * @param stopped the server ended backfill by itself, so that no ticket opens unasked
 */
public record SessionSeats(
        String namespace,
        String sessionId,
        SessionView session,
        Host host,
        Roster roster,
        BackfillTicket ticket,
        boolean stopped) {

    /** A session nothing was heard of. */
    public static SessionSeats unknown(String namespace, String sessionId) {
        return new SessionSeats(namespace, sessionId, SessionView.UNKNOWN, Host.NONE, Roster.EMPTY, null, false);
    }

    /** Whether players are sought now. */
    public boolean seeking() {
        return ticket != null && ticket.open();
    }

    boolean isOpen(String backfillId) {
        return seeking() && ticket.backfillId().equals(backfillId);
    }

    PendingProposal pending() {
        return ticket == null ? null : ticket.pending();
    }

    public int pendingSeats() {
        return ticket == null ? 0 : ticket.pendingSeats();
    }

    /** The state after a change. */
    public SessionSeats apply(Change change) {
        return switch (change) {
            case Change.Followed followed ->
                with(followed.session(), followed.host(), followed.roster(), ticket, stopped);
            case Change.Opened opened ->
                with(
                        session,
                        opened.host(),
                        opened.roster(),
                        BackfillTicket.opened(opened.backfillId(), opened.at(), opened.expiresAt()),
                        false);
            case Change.Updated updated ->
                with(
                        session,
                        updated.host(),
                        updated.roster(),
                        ticket.nextWithRoster(pending()).until(updated.expiresAt()),
                        stopped);
            case Change.Proposed proposed -> with(ticket.next(proposed.proposal()));
            case Change.Approved approved ->
                with(
                        session,
                        host,
                        roster.accept(approved.accepted(), pending().teams()),
                        ticket.nextWithRoster(null).until(approved.expiresAt()),
                        stopped);
            case Change.Rejected rejected -> afterRejection(rejected);
            case Change.Closed closed -> with(session, host, roster, ticket.closed(), stopped || closed.stopped());
            case Change.Renewed renewed -> with(ticket.until(renewed.expiresAt()));
        };
    }

    private SessionSeats afterRejection(Change.Rejected rejected) {
        if (ticket == null || !ticket.backfillId().equals(rejected.backfillId())) {
            return this;
        }
        boolean wasPending = pending() != null && pending().proposalId().equals(rejected.proposalId());
        return with(ticket.next(wasPending ? null : pending()));
    }

    private SessionSeats with(BackfillTicket next) {
        return with(session, host, roster, next, stopped);
    }

    private SessionSeats with(
            SessionView nextSession, Host nextHost, Roster nextRoster, BackfillTicket next, boolean nextStopped) {
        return new SessionSeats(namespace, sessionId, nextSession, nextHost, nextRoster, next, nextStopped);
    }

    /** The newest ticket as events carry it; null when there is none. */
    public BackfillState state() {
        return ticket == null
                ? null
                : new BackfillState(
                        ticket.backfillId(),
                        sessionId,
                        host.queue(),
                        host.serverId(),
                        host.connection(),
                        roster.teams(),
                        roster.players(),
                        host.attributes(),
                        host.region(),
                        host.settings(),
                        ticket.pending(),
                        ticket.open() ? BackfillState.OPEN : BackfillState.CLOSED,
                        ticket.createdAt(),
                        ticket.expiresAt());
    }
}
