package io.muster.ticket.store;

import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketContent;
import io.muster.ticket.lifecycle.TicketDetails;
import io.muster.ticket.lifecycle.TicketState;
import io.muster.ticket.lifecycle.TicketState.Assigned;
import io.muster.ticket.lifecycle.TicketState.Cancelled;
import io.muster.ticket.lifecycle.TicketState.Claim;
import io.muster.ticket.lifecycle.TicketState.Claimed;
import io.muster.ticket.lifecycle.TicketState.Expired;
import io.muster.ticket.lifecycle.TicketState.Failed;
import io.muster.ticket.lifecycle.TicketState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;

/** A ticket as a row of {@code tickets}: the state spread over nullable columns. */
record TicketRow(
        String status,
        String reason,
        String message,
        String proposalId,
        String matchId,
        Instant claimedAt,
        String sessionId,
        String connection,
        String cancelledBy) {

    /** In the order in which {@link #read} takes them. */
    static final String COLUMNS = "id, namespace, queue, author, content, created_at, expires_at, lease_seconds,"
            + " version, returns, changed_at, reason, status, message, proposal_id, match_id, claimed_at, session_id,"
            + " connection, cancelled_by";

    static TicketRow of(TicketState state) {
        return switch (state) {
            case Waiting(String reason) -> new TicketRow("WAITING", reason, null, null, null, null, null, null, null);
            case Claimed(Claim claim) -> inMatch("CLAIMED", claim, null, null);
            case Assigned(Claim claim, String sessionId, String connection) ->
                inMatch("ASSIGNED", claim, sessionId, connection);
            case Cancelled(String by) -> new TicketRow("CANCELLED", null, null, null, null, null, null, null, by);
            case Expired _ -> new TicketRow("EXPIRED", null, null, null, null, null, null, null, null);
            case Failed(String reason, String message) ->
                new TicketRow("FAILED", reason, message, null, null, null, null, null, null);
        };
    }

    private static TicketRow inMatch(String status, Claim claim, String sessionId, String connection) {
        return new TicketRow(
                status,
                null,
                null,
                claim.proposalId(),
                claim.matchId(),
                claim.claimedAt(),
                sessionId,
                connection,
                null);
    }

    /** Reads a row of {@link #COLUMNS}. */
    static Ticket read(Object[] row, Function<String, TicketContent> content) {
        TicketRow state = new TicketRow(
                (String) row[12],
                (String) row[11],
                (String) row[13],
                (String) row[14],
                (String) row[15],
                instant(row[16]),
                (String) row[17],
                (String) row[18],
                (String) row[19]);
        return ticket(row, content, state.state());
    }

    /** Reads the row of a ticket that waits, whose columns may end after {@code reason}. */
    static Ticket readWaiting(Object[] row, Function<String, TicketContent> content) {
        return ticket(row, content, new Waiting((String) row[11]));
    }

    /** Reads the row of a claimed ticket, whose claim comes after {@code changed_at}, without its content. */
    static Ticket readClaimed(Object[] row) {
        Claim claim = new Claim((String) row[11], (String) row[12], instant(row[13]));
        return ticket(row, TicketRow::nothing, new Claimed(claim));
    }

    private static Ticket ticket(Object[] row, Function<String, TicketContent> content, TicketState state) {
        TicketDetails details = new TicketDetails(
                (String) row[1],
                ((UUID) row[0]).toString(),
                (String) row[2],
                (String) row[3],
                content.apply((String) row[4]),
                instant(row[5]),
                instant(row[6]),
                row[7] == null ? null : Duration.ofSeconds(((Number) row[7]).longValue()));
        long version = ((Number) row[8]).longValue();
        int returns = ((Number) row[9]).intValue();
        return new Ticket(details, version, returns, instant(row[10]), state);
    }

    /** For tickets that are loaded for what does not look at their content. */
    static TicketContent nothing(String content) {
        return null;
    }

    private static Instant instant(Object timestamp) {
        return timestamp == null ? null : ((OffsetDateTime) timestamp).toInstant();
    }

    private TicketState state() {
        return switch (status) {
            case "WAITING" -> new Waiting(reason);
            case "CLAIMED" -> new Claimed(new Claim(proposalId, matchId, claimedAt));
            case "ASSIGNED" -> new Assigned(new Claim(proposalId, matchId, claimedAt), sessionId, connection);
            case "CANCELLED" -> new Cancelled(cancelledBy);
            case "EXPIRED" -> new Expired();
            case "FAILED" -> new Failed(reason, message);
            default -> throw new IllegalStateException("the schema does not allow status " + status);
        };
    }
}
