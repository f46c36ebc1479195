package io.muster.backfill.request;

import static io.muster.runtime.security.Role.SERVER;
import static io.muster.runtime.security.Role.SERVICE;

import io.muster.backfill.seat.Command;
import io.muster.backfill.seat.Reply;
import io.muster.backfill.store.Target;
import io.muster.runtime.id.DerivedIds;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Backfill as the ticket API has it: a proposal is approved as a whole, and approving is also the heartbeat. */
@Path("/{namespace}/matchmaking/api/v2/backfill")
@Produces(MediaType.APPLICATION_JSON)
public class BackfillResource {

    private final OrderFactory orders;
    private final PropertiesJson properties;
    private final IdSource ids;

    BackfillResource(OrderFactory orders, PropertiesJson properties, IdSource ids) {
        this.orders = orders;
        this.properties = properties;
        this.ids = ids;
    }

    /** Opens a backfill ticket for the caller's session, or for the one a service names. */
    @POST
    @Allow({SERVER, SERVICE})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Map<String, String>>> create(@PathParam("namespace") String namespace, CreateBody sent) {
        CreateBody body = sent == null ? CreateBody.EMPTY : sent;
        if (body.poolId() != null && body.attributes() != null) {
            throw Problems.badRequest("poolId", "must not be given together with attributes");
        }
        Command.Content content =
                properties.content(body.connection(), body.attributes(), body.properties(), body.matchProperties());
        String id = ids.nextId();
        Target target = target(body);
        return orders.on(target, target.id(), actor -> new Command.Open(actor, id, body.queueName(), content))
                .map(done -> RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, Map.of("id", id))
                        .location(URI.create("/" + namespace + "/matchmaking/api/v2/backfill/" + id))
                        .build());
    }

    private Target target(CreateBody body) {
        if (body.sessionId() != null) {
            return new Target.Session(body.sessionId());
        }
        if (body.matchId() != null) {
            return new Target.Session(DerivedIds.ordered(body.matchId(), "session"));
        }
        Command.Actor actor = orders.actor();
        if (actor.serverId() == null) {
            throw Problems.badRequest("sessionId", "a service must name the session, or its match in matchId");
        }
        return new Target.Server(actor.namespace(), actor.serverId());
    }

    /** Approves what is pending, shows that the server is alive, and answers the ticket. */
    @POST
    @Path("/{id}/approvals")
    @Allow({SERVER, SERVICE})
    public Uni<TicketJson> approve(@PathParam("id") String id) {
        return orders.onTicket(id, actor -> new Command.Approve(actor, id)).map(this::ticket);
    }

    /** Replaces the roster; what is pending is rejected. */
    @PUT
    @Path("/{id}")
    @Allow({SERVER, SERVICE})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<TicketJson> replace(@PathParam("id") String id, TicketBody body) {
        if (body == null || (body.properties() == null && body.matchProperties() == null)) {
            throw Problems.badRequest("properties", "is required: it holds the teams and players of the session");
        }
        if (body.id() != null && !body.id().equals(id)) {
            throw Problems.badRequest("id", "is another ticket than the one in the path");
        }
        Command.Content content =
                properties.content(body.connection(), body.attributes(), body.properties(), body.matchProperties());
        return orders.onTicket(id, actor -> new Command.Replace(actor, id, content))
                .map(this::ticket);
    }

    /** Ends backfill; what is pending is rejected. */
    @DELETE
    @Path("/{id}")
    @Allow({SERVER, SERVICE})
    @ResponseStatus(204)
    public Uni<Void> delete(@PathParam("id") String id) {
        return orders.onTicket(id, actor -> new Command.Close(actor, id)).replaceWithVoid();
    }

    private TicketJson ticket(Reply.Done done) {
        return TicketJson.of(done.state(), done.version(), properties);
    }
}
