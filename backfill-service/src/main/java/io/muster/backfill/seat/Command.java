package io.muster.backfill.seat;

import io.muster.contracts.backfill.OpenTeam;
import io.muster.contracts.match.BackfillClaimed;
import io.muster.contracts.session.SessionState;
import io.muster.contracts.ticket.Player;
import java.util.List;
import java.util.Map;

/** What may be asked of the seats of one session. */
public sealed interface Command {

    /** A match that allows backfill was claimed; its session will come. Brings the data of the players. */
    record ExpectSession(List<Player> players, Map<String, Object> attributes) implements Command {}

    /** A session event. */
    record FollowSession(SessionState session, long version) implements Command {}

    /** The session is over, or never started. */
    record EndSession(long version) implements Command {}

    /** Claimed tickets want open seats. */
    record Propose(BackfillClaimed claim) implements Command {}

    /** Asks for a backfill ticket; {@code content} may replace the roster the session has. */
    record Open(Actor actor, String backfillId, String queue, Content content) implements Command {}

    /** Takes the pending proposal as a whole, if there is one, and shows that the server is alive. */
    record Approve(Actor actor, String backfillId) implements Command {}

    /**
     * Takes some tickets of the pending proposal; the others return to their pool.
     *
     * @param ticketIds tickets to take, or null for all
     * @param stop close the backfill ticket afterwards
     */
    record Accept(Actor actor, String backfillId, String proposalId, List<String> ticketIds, boolean stop)
            implements Command {}

    /** Takes none of the tickets of the pending proposal. */
    record Reject(Actor actor, String backfillId, String proposalId, boolean stop) implements Command {}

    /** The game server says who plays. Rejects what is pending. */
    record Replace(Actor actor, String backfillId, Content content) implements Command {}

    /** Ends the backfill ticket. Rejects what is pending. */
    record Close(Actor actor, String backfillId) implements Command {}

    /** Reads the ticket. */
    record Read(Actor actor, String backfillId) implements Command {}

    /** Looks whether anything has timed out. */
    record Expire() implements Command {}

    /**
     * Who asks over HTTP.
     *
     * @param serverId the asking game server, or null for a service, which may act for every server of its namespace
     */
    record Actor(String namespace, String serverId) {

        boolean mayActOn(SessionSeats seats) {
            return serverId == null || serverId.equals(seats.host().serverId());
        }
    }

    /**
     * Content of a backfill ticket as its author wrote it.
     *
     * @param connection null to keep
     * @param attributes null to keep
     * @param teams players by team, or null to keep the roster; seats are those of the match config
     */
    record Content(String connection, Map<String, Object> attributes, List<ContentTeam> teams, List<Player> players) {

        public static final Content KEEP = new Content(null, null, null, List.of());
    }

    /** Players of one team; an {@link OpenTeam} without the seats, which are not the author's to set. */
    record ContentTeam(String name, String definition, List<String> playerIds) {}
}
