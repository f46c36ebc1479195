package io.muster.session.member;

import static io.muster.runtime.security.Role.SERVER;
import static io.muster.runtime.security.Role.SERVICE;

import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.CurrentCaller;
import io.muster.runtime.trace.CurrentTrace;
import io.muster.session.game.MemberStatus;
import io.muster.session.game.SessionCommand;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;

/** Lets a game server or a service say where a player stands: connected, disconnected, kicked and so on. */
@Path("/session/v1/admin/namespaces/{namespace}/gamesessions/{sessionId}/members/{userId}/status/{statusType}")
@Produces(MediaType.APPLICATION_JSON)
public class MemberStatusResource {

    private final SessionCommandService desk;
    private final CurrentCaller caller;
    private final CurrentTrace trace;
    private final InstantSource clock;

    MemberStatusResource(SessionCommandService desk, CurrentCaller caller, CurrentTrace trace, InstantSource clock) {
        this.desk = desk;
        this.caller = caller;
        this.trace = trace;
        this.clock = clock;
    }

    /** Gives the member the status; 409 when he cannot get it from the one he has. */
    @PUT
    @Allow({SERVER, SERVICE})
    public Uni<Status> set(
            @PathParam("namespace") String namespace,
            @PathParam("sessionId") String sessionId,
            @PathParam("userId") String userId,
            @PathParam("statusType") String statusType) {
        MemberStatus status = MemberStatus.named(statusType)
                .orElseThrow(() -> Problems.badRequest("statusType", "must be a member status such as CONNECTED"));
        SessionCommand set = new SessionCommand.SetStatus(PlayerIds.checked("userId", userId), status, clock.instant());
        return desk.carryOut(namespace, sessionId, SessionAccess.ruling(caller.get()), set, trace.get())
                .replaceWith(new Status(status.name(), status.name()));
    }

    /** The status in its old and its new name. */
    public record Status(String status, String statusV2) {}
}
