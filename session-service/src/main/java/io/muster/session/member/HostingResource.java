package io.muster.session.member;

import static io.muster.runtime.security.Role.SERVICE;

import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.payload.Server;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.trace.CurrentTrace;
import io.muster.session.game.GameSession;
import io.muster.session.game.SessionCommand;
import io.muster.session.game.SessionRules;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Map;

/**
 * Where a backend says on which server a match is played whose config leaves that to it (hosting {@code External}). Such a
 * session waits for it like others for the allocator, and fails when nobody says anything for that time.
 */
@Path("/session/v1/public/namespaces/{namespace}/gamesessions/{sessionId}/server")
@Produces(MediaType.APPLICATION_JSON)
public class HostingResource {

    private final SessionCommandService desk;
    private final SessionBodyMapper documents;
    private final CurrentTrace trace;
    private final InstantSource clock;

    HostingResource(SessionCommandService desk, SessionBodyMapper documents, CurrentTrace trace, InstantSource clock) {
        this.desk = desk;
        this.documents = documents;
        this.trace = trace;
        this.clock = clock;
    }

    /** Names the server: tickets are assigned to it. Naming it twice is naming it once; another one is 409. */
    @PUT
    @Allow(SERVICE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<GameSessionBody> confirm(
            @PathParam("namespace") String namespace, @PathParam("sessionId") String sessionId, ServerBody body) {
        Server server = ServerBody.checked(body, sessionId);
        SessionCommand claim = new SessionCommand.Claim(server, clock.instant());
        return desk.carryOut(namespace, sessionId, HostingResource::requireExternal, claim, trace.get())
                .invoke(after -> requireHosted(after, server))
                .map(documents::of);
    }

    /** Says that there will be no server: tickets return to their pool. */
    @DELETE
    @Allow(SERVICE)
    public Uni<GameSessionBody> refuse(
            @PathParam("namespace") String namespace, @PathParam("sessionId") String sessionId) {
        SessionCommand fail = new SessionCommand.Fail(
                SessionRules.NO_SERVER, "The backend has no server for the match.", clock.instant());
        return desk.carryOut(namespace, sessionId, HostingResource::requireExternal, fail, trace.get())
                .invoke(after -> {
                    if (after.state().server() != null) {
                        throw conflict(after, "server-known", "The session has its server already; end it instead.");
                    }
                })
                .map(documents::of);
    }

    private static void requireExternal(GameSession session) {
        if (!MatchSettings.HOSTING_EXTERNAL.equals(session.state().settings().hosting())) {
            throw conflict(
                    session, "not-external", "The config of this session does not leave its server to a backend.");
        }
    }

    private static void requireHosted(GameSession after, Server server) {
        if (after.state().server() == null) {
            throw conflict(after, "session-over", "The session has failed before a server was named.");
        }
        if (!after.state().server().connection().equals(server.connection())) {
            throw conflict(
                    after,
                    "server-known",
                    "The session is on " + after.state().server().connection() + " already.");
        }
    }

    private static RuntimeException conflict(GameSession session, String code, String message) {
        return Problems.conflict(code, message, Map.of("sessionId", session.id()));
    }
}
