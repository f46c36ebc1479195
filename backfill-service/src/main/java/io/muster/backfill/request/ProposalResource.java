package io.muster.backfill.request;

import static io.muster.runtime.security.Role.SERVER;
import static io.muster.runtime.security.Role.SERVICE;

import io.muster.backfill.seat.Command;
import io.muster.backfill.seat.Reply;
import io.muster.backfill.store.Target;
import io.muster.contracts.backfill.BackfillProposalForm;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Backfill as the notification API has it: the game server takes all or some of the tickets of a proposal it was sent. */
@Path("/match2/v1/namespaces/{namespace}/backfill")
@Produces(MediaType.APPLICATION_JSON)
public class ProposalResource {

    private final OrderFactory orders;
    private final IdSource ids;

    ProposalResource(OrderFactory orders, IdSource ids) {
        this.orders = orders;
        this.ids = ids;
    }

    /** Opens a backfill ticket. */
    @POST
    @Allow({SERVER, SERVICE})
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    public Uni<Map<String, String>> create(OpenBody body) {
        String sessionId = required("sessionId", body == null ? null : body.sessionId());
        String id = ids.nextId();
        return orders.on(
                        new Target.Session(sessionId),
                        sessionId,
                        actor -> new Command.Open(actor, id, body.matchPool(), Command.Content.KEEP))
                .replaceWith(Map.of("id", id));
    }

    /** The ticket. */
    @GET
    @Path("/{id}")
    @Allow({SERVER, SERVICE})
    public Uni<Map<String, Object>> read(@PathParam("namespace") String namespace, @PathParam("id") String id) {
        return orders.onTicket(id, actor -> new Command.Read(actor, id))
                .map(done -> BackfillForms.ticket(namespace, done.state()));
    }

    /** The proposal that waits for an answer, for a server that missed the notification; 404 when none does. */
    @GET
    @Path("/proposal")
    @Allow({SERVER, SERVICE})
    public Uni<Map<String, Object>> pending(
            @PathParam("namespace") String namespace, @QueryParam("sessionID") String sessionId) {
        String asked = required("sessionID", sessionId);
        return orders.on(new Target.Session(asked), asked, actor -> new Command.Read(actor, null))
                .map(done -> BackfillProposalForm.of(namespace, done.state())
                        .orElseThrow(() -> Problems.notFound("pending proposal for session", asked)));
    }

    /** Takes all or some of the tickets; the others return to their pool. */
    @PUT
    @Path("/{id}/proposal/accept")
    @Allow({SERVER, SERVICE})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Map<String, Object>> accept(
            @PathParam("namespace") String namespace, @PathParam("id") String id, DecisionBody body) {
        String proposalId = required("proposalId", body == null ? null : body.proposalId());
        if (body.acceptedTicketIds() != null && body.acceptedTicketIds().isEmpty()) {
            throw Problems.badRequest("acceptedTicketIds", "leave it out to take all, or reject the proposal");
        }
        return orders.onTicket(
                        id, actor -> new Command.Accept(actor, id, proposalId, body.acceptedTicketIds(), body.stop()))
                .map(done -> BackfillForms.session(namespace, done.state()));
    }

    /** Takes none of the tickets. */
    @PUT
    @Path("/{id}/proposal/reject")
    @Allow({SERVER, SERVICE})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Map<String, Object>> reject(
            @PathParam("namespace") String namespace, @PathParam("id") String id, DecisionBody body) {
        String proposalId = required("proposalId", body == null ? null : body.proposalId());
        return orders.onTicket(id, actor -> new Command.Reject(actor, id, proposalId, body.stop()))
                .map(Reply.Done::state)
                .map(state -> BackfillForms.ticket(namespace, state));
    }

    /** Ends backfill. */
    @DELETE
    @Path("/{id}")
    @Allow({SERVER, SERVICE})
    @ResponseStatus(204)
    public Uni<Void> delete(@PathParam("id") String id) {
        return orders.onTicket(id, actor -> new Command.Close(actor, id)).replaceWithVoid();
    }

    private static String required(String field, String value) {
        if (value == null || value.isBlank()) {
            throw Problems.badRequest(field, "is required");
        }
        return value;
    }
}
