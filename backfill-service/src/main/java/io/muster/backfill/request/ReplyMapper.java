package io.muster.backfill.request;

import io.muster.backfill.seat.Reply;
import io.muster.runtime.problem.Problems;
import java.util.Map;

/** Refusals as problem documents. */
final class ReplyMapper {

    private ReplyMapper() {}

    /**
     * The reply when it is one of success.
     *
     * @param asked id the caller named, for the message
     */
    static Reply.Done done(Reply reply, String asked) {
        return switch (reply) {
            case Reply.Done done -> done;
            case Reply.NoTicket _ -> throw Problems.notFound("open backfill ticket", asked);
            case Reply.NoSession _ -> throw Problems.notFound("running session with an open seat", asked);
            case Reply.NotYours _ -> throw Problems.forbidden("Only the game server of the session may do this.");
            case Reply.AlreadyOpen open ->
                throw Problems.conflict(
                        "backfill-already-open",
                        "The session has an open backfill ticket already.",
                        Map.of("backfillId", open.backfillId()));
            case Reply.Full full ->
                throw Problems.conflict(
                        "session-full", "All seats of the session are taken.", Map.of("seats", full.seats()));
            case Reply.NotPending pending ->
                throw Problems.conflict(
                        "proposal-not-pending",
                        "The proposal was decided already, or never was.",
                        pending.pendingProposalId() == null
                                ? Map.of()
                                : Map.of("pendingProposalId", pending.pendingProposalId()));
            case Reply.UnknownTickets unknown ->
                throw Problems.badRequest("acceptedTicketIds", "not in the proposal: " + unknown.ticketIds());
            case Reply.BadContent bad -> throw Problems.badRequest(bad.field(), bad.message());
        };
    }
}
