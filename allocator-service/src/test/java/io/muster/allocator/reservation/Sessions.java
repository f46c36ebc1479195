package io.muster.allocator.reservation;

import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.match.TeamShape;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionState;
import io.muster.contracts.session.SessionTeam;
import java.time.Instant;
import java.util.List;

/** Sessions for tests, as session-service announces them. */
final class Sessions {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private Sessions() {}

    static SessionCreated created(String namespace, String sessionId, String allocation) {
        return new SessionCreated(namespace, sessionId, 1, state(sessionId, allocation), NOW);
    }

    static SessionEnded ended(String namespace, String sessionId, String allocation) {
        return new SessionEnded(namespace, sessionId, 3, state(sessionId, allocation), "ended", NOW);
    }

    private static SessionState state(String sessionId, String allocation) {
        MatchSettings settings = new MatchSettings(
                "duel",
                1,
                MatchSettings.HOSTING_ALLOCATE,
                allocation,
                false,
                false,
                List.of(new TeamShape("team", 2, 2, 1, 1)));
        SessionTeam team =
                new SessionTeam("team0", "team", List.of(new SessionTeam.Party("ticket-1", List.of("player-1"))));
        return new SessionState(
                sessionId,
                "match-" + sessionId,
                "duel",
                "ABCDEF",
                null,
                "player-1",
                "muster",
                List.of(),
                List.of(team),
                "eu",
                settings,
                null,
                "REQUESTED",
                NOW,
                null,
                NOW,
                NOW);
    }
}
