package io.muster.session.member;

import static io.muster.runtime.security.Role.PLAYER;
import static io.muster.runtime.security.Role.SERVER;
import static io.muster.runtime.security.Role.SERVICE;

import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Caller;
import io.muster.runtime.security.CurrentCaller;
import io.muster.runtime.trace.CurrentTrace;
import io.muster.runtime.trace.TraceContext;
import io.muster.session.game.MemberStatus;
import io.muster.session.game.SessionCode;
import io.muster.session.game.SessionCommand;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Locale;

/** Joins and leaves game sessions, and ends them. */
@Path("/session/v1/public/namespaces/{namespace}/gamesessions")
@Produces(MediaType.APPLICATION_JSON)
public class MemberResource {

    private final SessionCommandService desk;
    private final SessionQueryService sessions;
    private final SessionBodyMapper documents;
    private final CurrentCaller caller;
    private final CurrentTrace trace;
    private final InstantSource clock;

    MemberResource(
            SessionCommandService desk,
            SessionQueryService sessions,
            SessionBodyMapper documents,
            CurrentCaller caller,
            CurrentTrace trace,
            InstantSource clock) {
        this.desk = desk;
        this.sessions = sessions;
        this.documents = documents;
        this.caller = caller;
        this.trace = trace;
        this.clock = clock;
    }

    /** Takes the player's seat, or any that is free. Joining twice is joining once. */
    @POST
    @Path("/{sessionId}/join")
    @Allow({PLAYER, SERVER, SERVICE})
    public Uni<GameSessionBody> join(
            @PathParam("namespace") String namespace,
            @PathParam("sessionId") String sessionId,
            @QueryParam("userId") String userId) {
        Caller asking = caller.get();
        String player = SessionAccess.player(asking, userId);
        return join(namespace, sessionId, asking, player, trace.get());
    }

    /** The same for a player who knows the code only. */
    @POST
    @Path("/join/code")
    @Allow({PLAYER, SERVICE})
    public Uni<GameSessionBody> joinByCode(
            @PathParam("namespace") String namespace, @QueryParam("userId") String userId, JoinByCode body) {
        Caller asking = caller.get();
        String player = SessionAccess.player(asking, userId);
        TraceContext started = trace.get();
        return sessions.idByCode(namespace, JoinByCode.checked(body))
                .flatMap(id -> join(namespace, id, asking, player, started));
    }

    /** Gives the player's seat back. Leaving twice is leaving once. */
    @DELETE
    @Path("/{sessionId}/leave")
    @Allow({PLAYER, SERVER, SERVICE})
    public Uni<Void> leave(
            @PathParam("namespace") String namespace,
            @PathParam("sessionId") String sessionId,
            @QueryParam("userId") String userId) {
        Caller asking = caller.get();
        SessionCommand leave = new SessionCommand.Leave(SessionAccess.player(asking, userId), clock.instant());
        return desk.carryOut(namespace, sessionId, SessionAccess.seating(asking), leave, trace.get())
                .replaceWithVoid();
    }

    /** Turns an invitation down. */
    @DELETE
    @Path("/{sessionId}/reject")
    @Allow({PLAYER, SERVER, SERVICE})
    public Uni<Void> reject(
            @PathParam("namespace") String namespace,
            @PathParam("sessionId") String sessionId,
            @QueryParam("userId") String userId) {
        Caller asking = caller.get();
        SessionCommand reject = new SessionCommand.SetStatus(
                SessionAccess.player(asking, userId), MemberStatus.REJECTED, clock.instant());
        return desk.carryOut(namespace, sessionId, SessionAccess.seating(asking), reject, trace.get())
                .replaceWithVoid();
    }

    /** Ends the session. Ending it twice is ending it once. */
    @DELETE
    @Path("/{sessionId}")
    @Allow({SERVER, SERVICE})
    public Uni<Void> end(@PathParam("namespace") String namespace, @PathParam("sessionId") String sessionId) {
        SessionCommand end = new SessionCommand.End(clock.instant());
        return desk.carryOut(namespace, sessionId, SessionAccess.ruling(caller.get()), end, trace.get())
                .replaceWithVoid();
    }

    private Uni<GameSessionBody> join(
            String namespace, String sessionId, Caller asking, String player, TraceContext started) {
        SessionCommand join = new SessionCommand.Join(player, clock.instant());
        return desk.carryOut(namespace, sessionId, SessionAccess.seating(asking), join, started)
                .map(documents::of);
    }

    /** Body of a request to join by code; small letters are accepted. */
    public record JoinByCode(String code) {

        static String checked(JoinByCode body) {
            if (body == null || body.code == null || body.code.length() != SessionCode.LENGTH) {
                throw Problems.badRequest("code", "must have " + SessionCode.LENGTH + " characters");
            }
            return body.code.toUpperCase(Locale.ROOT);
        }
    }
}
