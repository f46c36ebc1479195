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
class SessionDocuments {

    private static final String OPEN = "OPEN";
    private static final String PROTOCOL = "UDP";
    private static final String SOURCE = "AMS";
    private static final String READY = "READY";

    private final TimeLimits limits;

    SessionDocuments(TimeLimits limits) {
        this.limits = limits;
    }

    GameSessionDocument of(GameSession session) {
        SessionState state = session.state();
        return new GameSessionDocument(
                new GameSessionDocument.Attributes(Map.of()),
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
                state.members().stream().map(SessionDocuments::member).toList(),
                session.namespace(),
                state.teams().stream().map(SessionDocuments::team).toList(),
                state.updatedAt(),
                session.version());
    }

    private GameSessionDocument.Configuration configuration(SessionState state) {
        MatchSettings settings = state.settings();
        boolean dedicated = MatchSettings.HOSTING_ALLOCATE.equals(settings.hosting());
        return new GameSessionDocument.Configuration(
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

    private static GameSessionDocument.ServerInformation serverInformation(GameSession session) {
        SessionState state = session.state();
        return new GameSessionDocument.ServerInformation(
                state.serverRequestedAt(),
                state.server() == null ? null : server(session, state.server()),
                state.serverStatus(),
                state.serverStatus());
    }

    private static GameSessionDocument.GameServer server(GameSession session, Server server) {
        return new GameSessionDocument.GameServer(
                server.ports().keySet().stream()
                        .sorted()
                        .map(name -> new GameSessionDocument.Port(name, PROTOCOL))
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

    private static GameSessionDocument.SeatedMember member(Member member) {
        return new GameSessionDocument.SeatedMember(member.id(), member.status(), member.status(), member.updatedAt());
    }

    private static GameSessionDocument.SeatedTeam team(SessionTeam team) {
        return new GameSessionDocument.SeatedTeam(
                team.parties().stream().map(SessionDocuments::party).toList(), team.name(), team.playerIds());
    }

    /** Only players who came together have a party, and it has the id of their ticket. */
    private static GameSessionDocument.Party party(SessionTeam.Party party) {
        String id = party.playerIds().size() > 1 ? orEmpty(party.ticketId()) : "";
        return new GameSessionDocument.Party(id, party.playerIds());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
