package io.muster.ticket.api;

import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Role;
import io.muster.ticket.read.FollowService;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** The ends of all tickets of a namespace as server-sent events. */
@Path("/{namespace}/matchmaking/api/v1/tickets/ends")
public class TicketEndsResource {

    private final FollowService follow;

    public TicketEndsResource(FollowService follow) {
        this.follow = follow;
    }

    /**
     * Each message is an array of ends, as they were committed together; it is empty at first, and now and then to show
     * that the stream is alive.
     */
    @GET
    @Allow(Role.SERVICE)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<List<TicketEndJson>> follow(@PathParam("namespace") String namespace) {
        return follow.follow(namespace)
                .map(ends -> ends.stream().map(TicketEndJson::of).toList());
    }
}
