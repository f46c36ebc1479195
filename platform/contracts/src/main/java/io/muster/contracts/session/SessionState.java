package io.muster.contracts.session;

import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.payload.Server;
import java.time.Instant;
import java.util.List;

/**
 * A whole session, as every event of it carries it.
 *
 * @param code six characters players can join by
 * @param secret shared by server and members, or null; never logged
 * @param server null until a payload is reserved
 * @param serverStatus NEED_TO_REQUEST, REQUESTED, AVAILABLE, FAILED_TO_REQUEST, ENDED
 * @param backfillTicketId backfill ticket that fills it, or null
 */
public record SessionState(
        String sessionId,
        String matchId,
        String queue,
        String code,
        String secret,
        String leaderId,
        String createdBy,
        List<Member> members,
        List<SessionTeam> teams,
        String region,
        MatchSettings settings,
        Server server,
        String serverStatus,
        Instant serverRequestedAt,
        String backfillTicketId,
        Instant createdAt,
        Instant updatedAt) {

    public SessionState {
        members = List.copyOf(members);
        teams = List.copyOf(teams);
    }

    @Override
    public String toString() {
        return "SessionState[" + sessionId + ", " + serverStatus + ", members=" + members.size() + "]";
    }
}
