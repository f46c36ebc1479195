package io.muster.allocator.orchestration;

import io.muster.allocator.allocation.AllocationService;
import io.muster.allocator.allocation.Scale;
import io.muster.allocator.payload.Metadata;
import io.muster.allocator.payload.MetadataLimits;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadBody;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadDecision;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.payload.PayloadState;
import io.muster.allocator.payload.PayloadStore;
import io.muster.runtime.db.Database;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Payloads of an allocation. */
@Path("/api/v0/projects/{namespace}/allocations/{allocation}/payloads")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PayloadResource {

    private static final String DELETED = "deleted";

    /** A label or annotation to set. */
    public record EntryBody(String key, String value) {}

    private final Database database;
    private final AllocationService allocations;
    private final PayloadStore store;
    private final PayloadService payloads;

    public PayloadResource(
            Database database, AllocationService allocations, PayloadStore store, PayloadService payloads) {
        this.database = database;
        this.allocations = allocations;
        this.store = store;
        this.payloads = payloads;
    }

    /** Newest first; all of them unless a limit is given. */
    @GET
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<ResultBody<PayloadBody>> list(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @QueryParam("state") String state,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("20000") int limit) {
        int size = Pages.size(limit, Scale.LIMIT);
        PayloadState only = state == null ? null : state(state);
        String before = after == null ? null : uid(after);
        return allocations
                .require(namespace, allocation)
                .chain(found -> database.read(session -> store.page(session, found.id(), only, before, size)))
                .map(page -> ResultBody.page(
                        page.stream().map(PayloadBody::of).toList(),
                        page.size() < size ? null : page.getLast().uid()));
    }

    @GET
    @Path("/{payload}")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<ResultBody<PayloadBody>> get(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload) {
        return require(namespace, allocation, payload).map(found -> ResultBody.one(PayloadBody.of(found)));
    }

    /** Takes time: the payload is listed as Shutdown until it is gone. */
    @DELETE
    @Path("/{payload}")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, Object>> delete(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload,
            @QueryParam("force_delete") boolean force) {
        return command(namespace, allocation, payload, new PayloadCommand.ShutDown(DELETED, force));
    }

    @PUT
    @Path("/{payload}/metadata/label")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, Object>> setLabel(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload,
            EntryBody body) {
        EntryBody entry = required(body);
        requireLegal(MetadataLimits.labelViolation(entry.key(), entry.value()));
        Metadata label = Metadata.label(entry.key(), entry.value());
        return command(namespace, allocation, payload, new PayloadCommand.SetMetadata(label));
    }

    @PUT
    @Path("/{payload}/metadata/annotation")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, Object>> setAnnotation(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload,
            EntryBody body) {
        EntryBody entry = required(body);
        requireLegal(MetadataLimits.annotationViolation(entry.key(), entry.value()));
        Metadata annotation = Metadata.annotation(entry.key(), entry.value());
        return command(namespace, allocation, payload, new PayloadCommand.SetMetadata(annotation));
    }

    @DELETE
    @Path("/{payload}/metadata/label/{key}")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, Object>> removeLabel(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload,
            @PathParam("key") String key) {
        return command(namespace, allocation, payload, new PayloadCommand.RemoveLabel(key));
    }

    @DELETE
    @Path("/{payload}/metadata/annotation/{key}")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, Object>> removeAnnotation(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload,
            @PathParam("key") String key) {
        return command(namespace, allocation, payload, new PayloadCommand.RemoveAnnotation(key));
    }

    private Uni<Map<String, Object>> command(
            String namespace, String allocation, String payload, PayloadCommand command) {
        return require(namespace, allocation, payload)
                .chain(found -> payloads.command(found.uid(), command))
                .map(answer -> switch (answer.reply()) {
                    case PayloadDecision.Accepted _ -> Map.of();
                    case PayloadDecision.Refused refused ->
                        throw Problems.conflict(refused.code(), refused.message(), Map.of());
                });
    }

    private Uni<Payload> require(String namespace, String allocation, String payload) {
        return allocations
                .require(namespace, allocation)
                .chain(found -> database.read(session -> store.findByPayloadId(session, found.id(), payload)))
                .map(found -> {
                    if (found.isEmpty()) {
                        throw Problems.notFound("payload", payload);
                    }
                    return found.getFirst();
                });
    }

    private static EntryBody required(EntryBody body) {
        if (body == null) {
            throw Problems.badRequest("key", "is missing");
        }
        return body;
    }

    private static void requireLegal(Optional<String> violation) {
        violation.ifPresent(message -> {
            throw Unprocessable.because(message);
        });
    }

    private static PayloadState state(String published) {
        return PayloadState.ofPublished(published)
                .orElseThrow(() -> Problems.badRequest("state", "is none of the published states, such as Ready"));
    }

    private static String uid(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            throw Problems.badRequest("after", "must be the 'next' of a page before");
        }
    }
}
