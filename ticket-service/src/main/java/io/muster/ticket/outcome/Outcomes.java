package io.muster.ticket.outcome;

import io.muster.contracts.Envelope;
import io.muster.contracts.backfill.BackfillApproved;
import io.muster.contracts.backfill.BackfillClosed;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.contracts.backfill.BackfillProposed;
import io.muster.contracts.backfill.BackfillRejected;
import io.muster.contracts.backfill.BackfillUpdated;
import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.contracts.session.SessionState;
import io.muster.ticket.lifecycle.MatchIds;
import io.muster.ticket.lifecycle.TicketCommand;
import io.muster.ticket.lifecycle.TicketCommand.Assign;
import io.muster.ticket.lifecycle.TicketCommand.Return;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What an event of a session or a backfill means for the tickets in it. Pure. */
public final class Outcomes {

    private Outcomes() {}

    /** Tickets are assigned when their session has its server, and return when it finds none. */
    public static Stream<TicketOrder> ofSession(Envelope<SessionEvent> envelope, Instant now) {
        return switch (envelope.event()) {
            case SessionClaimed claimed -> ordered(envelope, ticketsOf(claimed.state()), assign(claimed.state(), now));
            case SessionFailed failed -> ordered(envelope, ticketsOf(failed.state()), noServer(failed, now));
            case SessionCreated _, SessionMembersChanged _, SessionEnded _ -> Stream.empty();
        };
    }

    /** Tickets are assigned when the game server approves them, and return when it does not. */
    public static Stream<TicketOrder> ofBackfill(Envelope<BackfillEvent> envelope, Instant now) {
        return switch (envelope.event()) {
            case BackfillApproved approved ->
                Stream.concat(
                        ordered(envelope, idsOf(approved.accepted()), assign(approved, now)),
                        ordered(
                                envelope,
                                idsOf(approved.rejected()),
                                giveBack(approved.proposalId(), "backfill-rejected", now)));
            case BackfillRejected rejected ->
                ordered(
                        envelope,
                        idsOf(rejected.rejected()),
                        giveBack(rejected.proposalId(), "backfill-" + rejected.reason(), now));
            case BackfillCreated _, BackfillUpdated _, BackfillProposed _, BackfillClosed _ -> Stream.empty();
        };
    }

    private static Stream<TicketOrder> ordered(Envelope<?> cause, Stream<String> ticketIds, TicketCommand command) {
        return ticketIds.map(ticketId -> new TicketOrder(ticketId, command, cause.traceparent()));
    }

    /** By members, not by teams: who has left is no longer in a team, but his ticket still wants its end. */
    private static Stream<String> ticketsOf(SessionState state) {
        return state.members().stream()
                .map(Member::ticketId)
                .filter(ticketId -> ticketId != null)
                .distinct();
    }

    private static Stream<String> idsOf(List<ClaimedTicket> tickets) {
        return tickets.stream().map(ClaimedTicket::ticketId).distinct();
    }

    private static Assign assign(SessionState state, Instant now) {
        String connection = state.server() == null ? null : state.server().connection();
        return new Assign(state.matchId(), state.sessionId(), connection, now);
    }

    private static Assign assign(BackfillApproved approved, Instant now) {
        return new Assign(
                MatchIds.of(approved.proposalId()),
                approved.state().sessionId(),
                approved.state().connection(),
                now);
    }

    private static Return noServer(SessionFailed failed, Instant now) {
        String message = failed.message() == null ? "No game server was found." : failed.message();
        return new Return(failed.state().matchId(), Return.NO_SERVER, message, now);
    }

    private static Return giveBack(String proposalId, String reason, Instant now) {
        return new Return(MatchIds.of(proposalId), reason, null, now);
    }
}
