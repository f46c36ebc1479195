package io.muster.allocator.orchestration;

import io.muster.allocator.audit.Audited;
import io.muster.allocator.payload.Metadata;
import io.muster.allocator.payload.MetadataLimits;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;

/** Labels and annotations of a payload. */
@Path("/api/v0/projects/{namespace}/allocations/{allocation}/payloads/{payload}/metadata")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PayloadMetadataResource {

    /** A label or annotation to set. */
    public record EntryBody(String key, String value) {}

    private final PayloadCommandService payloads;

    public PayloadMetadataResource(PayloadCommandService payloads) {
        this.payloads = payloads;
    }

    @PUT
    @Path("/label")
    @Audited("SetPayloadLabel")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, Object>> setLabel(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload,
            EntryBody body) {
        EntryBody entry = required(body);
        requireLegal(MetadataLimits.labelViolation(entry.key(), entry.value()));
        Metadata label = Metadata.label(entry.key(), entry.value());
        return payloads.command(namespace, allocation, payload, new PayloadCommand.SetMetadata(label));
    }

    @PUT
    @Path("/annotation")
    @Audited("SetPayloadAnnotation")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, Object>> setAnnotation(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload,
            EntryBody body) {
        EntryBody entry = required(body);
        requireLegal(MetadataLimits.annotationViolation(entry.key(), entry.value()));
        Metadata annotation = Metadata.annotation(entry.key(), entry.value());
        return payloads.command(namespace, allocation, payload, new PayloadCommand.SetMetadata(annotation));
    }

    @DELETE
    @Path("/label/{key}")
    @Audited("RemovePayloadLabel")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, Object>> removeLabel(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload,
            @PathParam("key") String key) {
        return payloads.command(namespace, allocation, payload, new PayloadCommand.RemoveLabel(key));
    }

    @DELETE
    @Path("/annotation/{key}")
    @Audited("RemovePayloadAnnotation")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, Object>> removeAnnotation(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload,
            @PathParam("key") String key) {
        return payloads.command(namespace, allocation, payload, new PayloadCommand.RemoveAnnotation(key));
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
}
