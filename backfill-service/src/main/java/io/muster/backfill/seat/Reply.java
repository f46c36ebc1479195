package io.muster.backfill.seat;

import io.muster.contracts.backfill.BackfillState;
import java.util.List;

/** The answer to a command. */
public sealed interface Reply {

    /** Done; the ticket after it, and its version. Null for commands nobody waits for. */
    record Done(BackfillState state, long version) implements Reply {}

    /** There is no such ticket, or it is over. */
    record NoTicket() implements Reply {}

    /** No running session is known to which the request could belong. */
    record NoSession() implements Reply {}

    /** Another game server's session. */
    record NotYours() implements Reply {}

    /** The session has an open ticket already. */
    record AlreadyOpen(String backfillId) implements Reply {}

    /** No seat is open. */
    record Full(int seats) implements Reply {}

    /** The proposal named is not the pending one: it was decided, or never was. */
    record NotPending(String pendingProposalId) implements Reply {}

    /** Tickets named that are not in the proposal. */
    record UnknownTickets(List<String> ticketIds) implements Reply {}

    /** A field of the content does not fit the session. */
    record BadContent(String field, String message) implements Reply {}
}
