package io.muster.session.member;

import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.payload.Server;
import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionState;
import io.muster.contracts.session.SessionTeam;
import io.muster.session.game.GameSession;
import io.muster.session.game.TimeLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Writes sessions in their published form. What Muster has no notion of gets the value the published examples show. */
@ApplicationScoped
class SessionBodyMapper {

    private static final String OPEN = "OPEN";
    private static final String PROTOCOL = "UDP";
    private static final String SOURCE = "AMS";
    private static final String READY = "READY";

    private final TimeLimits limits;

    SessionBodyMapper(TimeLimits limits) {
        this.limits = limits;
    }

    GameSessionBody of(GameSession session) {
        SessionState state = session.state();
        return new GameSessionBody(
                new GameSessionBody.Attributes(Map.of()),
                orEmpty(state.backfillTicketId()),
                state.code(),
                configuration(state),
                state.settings().configId(),
                state.createdAt(),
                state.createdBy(),
                serverInformation(session),
                state.queue(),
                session.id(),
                !session.phase().over(),
                session.full(),
                orEmpty(state.leaderId()),
                state.queue(),
                state.members().stream().map(SessionBodyMapper::member).toList(),
                session.namespace(),
                state.teams().stream().map(SessionBodyMapper::team).toList(),
                state.updatedAt(),
                session.version());
    }

    private GameSessionBody.Configuration configuration(SessionState state) {
        MatchSettings settings = state.settings();
        boolean dedicated = !MatchSettings.HOSTING_MATCH_ID.equals(settings.hosting());
        return new GameSessionBody.Configuration(
                true,
                limits.inactive().toSeconds(),
                limits.invite().toSeconds(),
                OPEN,
                settings.maxPlayers(),
                settings.minPlayers(),
                settings.configId(),
                state.region() == null ? List.of() : List.of(state.region()),
                dedicated ? "DS" : "NONE",
                settings.secret());
    }

    private static GameSessionBody.ServerInformation serverInformation(GameSession session) {
        SessionState state = session.state();
        return new GameSessionBody.ServerInformation(
                state.serverRequestedAt(),
                state.server() == null ? null : server(session, state.server()),
                state.serverStatus(),
                state.serverStatus());
    }

    private static GameSessionBody.GameServer server(GameSession session, Server server) {
        return new GameSessionBody.GameServer(
                server.ports().keySet().stream()
                        .sorted()
                        .map(name -> new GameSessionBody.Port(name, PROTOCOL))
                        .toList(),
                "",
                server.allocation(),
                "",
                "",
                server.address(),
                false,
                session.state().updatedAt(),
                session.namespace(),
                server.serverId(),
                server.port(),
                server.ports(),
                PROTOCOL,
                SOURCE,
                server.region(),
                session.id(),
                SOURCE,
                READY);
    }

    private static GameSessionBody.SeatedMember member(Member member) {
        return new GameSessionBody.SeatedMember(member.id(), member.status(), member.status(), member.updatedAt());
    }

    private static GameSessionBody.SeatedTeam team(SessionTeam team) {
        return new GameSessionBody.SeatedTeam(
                team.parties().stream().map(SessionBodyMapper::party).toList(), team.name(), team.playerIds());
    }

    /** Only players who came together have a party, and it has the id of their ticket. */
    private static GameSessionBody.Party party(SessionTeam.Party party) {
        String id = party.playerIds().size() > 1 ? orEmpty(party.ticketId()) : "";
        return new GameSessionBody.Party(id, party.playerIds());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
