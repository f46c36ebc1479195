package io.muster.session.member;

import static io.muster.runtime.security.Role.DEVELOPER;
import static io.muster.runtime.security.Role.PLAYER;
import static io.muster.runtime.security.Role.SERVER;
import static io.muster.runtime.security.Role.SERVICE;

import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Caller;
import io.muster.runtime.security.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Reads game sessions. */
@Path("/session/v1/public/namespaces/{namespace}/gamesessions")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private final SessionQueryService sessions;
    private final SessionBodyMapper documents;
    private final CurrentCaller caller;

    SessionResource(SessionQueryService sessions, SessionBodyMapper documents, CurrentCaller caller) {
        this.sessions = sessions;
        this.documents = documents;
        this.caller = caller;
    }

    /** One session. */
    @GET
    @Path("/{sessionId}")
    @Allow({PLAYER, SERVER, DEVELOPER, SERVICE})
    public Uni<GameSessionBody> get(
            @PathParam("namespace") String namespace, @PathParam("sessionId") String sessionId) {
        Caller reader = caller.get();
        return sessions.byId(namespace, sessionId)
                .invoke(SessionAccess.reading(reader))
                .map(documents::of);
    }

    /** The session that a game server hosts or hosted. */
    @GET
    @Path("/servers/{podName}")
    @Allow({SERVER, DEVELOPER, SERVICE})
    public Uni<GameSessionBody> getByServer(
            @PathParam("namespace") String namespace, @PathParam("podName") String podName) {
        Caller reader = caller.get();
        return sessions.byServer(namespace, podName)
                .invoke(SessionAccess.reading(reader))
                .map(documents::of);
    }

    /** Sessions that are not over, in pages. */
    @GET
    @Allow({DEVELOPER, SERVICE})
    public Uni<Page> list(
            @PathParam("namespace") String namespace,
            @QueryParam("after") String after,
            @QueryParam("limit") Integer limit) {
        int most = limit == null ? PAGE : Math.clamp(limit, 1, LARGEST_PAGE);
        return sessions.list(namespace, SessionCursor.parse(after), most)
                .map(found -> new Page(
                        found.stream().map(documents::of).toList(),
                        found.size() < most
                                ? null
                                : SessionCursor.of(found.getLast()).text()));
    }

    /** What game server and players share to know each other. */
    @GET
    @Path("/{sessionId}/secret")
    @Allow({PLAYER, SERVER, SERVICE})
    public Uni<Secret> secret(@PathParam("namespace") String namespace, @PathParam("sessionId") String sessionId) {
        Caller reader = caller.get();
        return sessions.byId(namespace, sessionId)
                .invoke(SessionAccess.secret(reader))
                .map(Secret::of);
    }

    /**
     * A page of a list.
     *
     * @param next value of {@code after} for the next page, or null when this is the last one
     */
    public record Page(List<GameSessionBody> data, String next) {}
}
