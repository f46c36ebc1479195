package io.muster.allocator.orchestration;

import io.muster.allocator.allocation.AllocationService;
import io.muster.allocator.allocation.Scale;
import io.muster.allocator.audit.Audited;
import io.muster.allocator.paging.Pages;
import io.muster.allocator.paging.ResultBody;
import io.muster.allocator.payload.MetadataLimits;
import io.muster.allocator.payload.PayloadBody;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadFilter;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Payloads of an allocation. */
@Path("/api/v0/projects/{namespace}/allocations/{allocation}/payloads")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PayloadResource {

    private static final String DELETED = "deleted";

    private final Database database;
    private final AllocationService allocations;
    private final PayloadStore store;
    private final PayloadCommandService payloads;

    public PayloadResource(
            Database database, AllocationService allocations, PayloadStore store, PayloadCommandService payloads) {
        this.database = database;
        this.allocations = allocations;
        this.store = store;
        this.payloads = payloads;
    }

    /** Newest first; all of them unless a limit is given. {@code label=key=value} may be there several times. */
    @GET
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<ResultBody<PayloadBody>> list(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @QueryParam("state") String state,
            @QueryParam("label") List<String> labels,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("20000") int limit) {
        int size = Pages.size(limit, Scale.LIMIT);
        PayloadFilter filter = new PayloadFilter(state == null ? null : state(state), labels(labels));
        String before = after == null ? null : uid(after);
        return allocations
                .require(namespace, allocation)
                .chain(found -> database.read(session -> store.count(session, found.id(), filter)
                        .chain(total -> store.list(session, found.id(), filter, before, size)
                                .map(page -> ResultBody.page(
                                        page.stream().map(PayloadBody::of).toList(),
                                        page.size() < size
                                                ? null
                                                : page.getLast().uid(),
                                        total)))));
    }

    @GET
    @Path("/{payload}")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<ResultBody<PayloadBody>> get(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload) {
        return payloads.require(namespace, allocation, payload).map(found -> ResultBody.one(PayloadBody.of(found)));
    }

    /** Takes time: the payload is listed as Shutdown until it is gone. */
    @DELETE
    @Path("/{payload}")
    @Audited("DeletePayload")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, Object>> delete(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload,
            @QueryParam("force_delete") String force) {
        return payloads.command(namespace, allocation, payload, new PayloadCommand.ShutDown(DELETED, flag(force)));
    }

    private static Map<String, String> labels(List<String> filters) {
        if (filters.size() > MetadataLimits.ENTRIES) {
            throw Problems.badRequest("label", "at most " + MetadataLimits.ENTRIES + " are allowed");
        }
        Map<String, String> labels = new HashMap<>();
        for (String filter : filters) {
            int equals = filter.indexOf('=');
            if (equals < 1) {
                throw Problems.badRequest("label", "must be a key, '=' and a value");
            }
            labels.put(filter.substring(0, equals), filter.substring(equals + 1));
        }
        return labels;
    }

    private static boolean flag(String text) {
        return switch (text) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            default -> throw Problems.badRequest("force_delete", "must be true or false");
        };
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
