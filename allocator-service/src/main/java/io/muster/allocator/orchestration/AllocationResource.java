package io.muster.allocator.orchestration;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.AllocationCursor;
import io.muster.allocator.allocation.AllocationFilter;
import io.muster.allocator.allocation.AllocationService;
import io.muster.allocator.allocation.AllocationStatus;
import io.muster.allocator.allocation.RuntimeKind;
import io.muster.allocator.audit.Audited;
import io.muster.allocator.paging.Pages;
import io.muster.allocator.paging.ResultBody;
import io.muster.allocator.payload.PayloadService;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.problem.Violation;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Allocations. In paths an allocation goes by its id or its name. */
@Path("/api/v0/projects/{namespace}/allocations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AllocationResource {

    private static final int LARGEST_PAGE = 1_000;

    private final AllocationService allocations;
    private final PayloadService payloads;
    private final PayloadCountStore counts;
    private final IdSource ids;
    private final List<RuntimeKind> runtimes;

    public AllocationResource(
            AllocationService allocations,
            PayloadService payloads,
            PayloadCountStore counts,
            IdSource ids,
            AllocatorSettings settings) {
        this.allocations = allocations;
        this.payloads = payloads;
        this.counts = counts;
        this.ids = ids;
        this.runtimes = settings.kubernetes().enabled()
                ? List.of(RuntimeKind.values())
                : List.of(RuntimeKind.PROCESS, RuntimeKind.SIMULATED);
    }

    @POST
    @ResponseStatus(201)
    @Audited("CreateAllocation")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<ResultBody<AllocationBody>> create(@PathParam("namespace") String namespace, AllocationBody body) {
        requireValid(body);
        Allocation allocation = AllocationMapper.created(body, ids.nextId(), namespace, payloads.now());
        return allocations.create(allocation).map(created -> ResultBody.one(AllocationMapper.shown(created, Map.of())));
    }

    /** In the order of names; {@code name} is how it begins. */
    @GET
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<ResultBody<AllocationBody>> list(
            @PathParam("namespace") String namespace,
            @QueryParam("state") String state,
            @QueryParam("region") String region,
            @QueryParam("name") String name,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Pages.size(limit, LARGEST_PAGE);
        AllocationFilter filter = new AllocationFilter(state == null ? null : state(state), region, name);
        return counts.allocations(namespace, filter, AllocationCursor.parse(after), size)
                .map(page -> ResultBody.page(
                        page.allocations().stream()
                                .map(one -> AllocationMapper.shown(one.allocation(), one.payloads()))
                                .toList(),
                        next(page.allocations(), size),
                        page.total()));
    }

    private static String next(List<PayloadCountStore.Counted> page, int size) {
        if (page.size() < size) {
            return null;
        }
        Allocation last = page.getLast().allocation();
        return new AllocationCursor(last.name(), last.id()).text();
    }

    private static AllocationStatus state(String published) {
        return AllocationStatus.ofPublished(published)
                .orElseThrow(() -> Problems.badRequest("state", "is none of the published states, such as Running"));
    }

    @GET
    @Path("/{allocation}")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<ResultBody<AllocationBody>> get(
            @PathParam("namespace") String namespace, @PathParam("allocation") String allocation) {
        return allocations
                .require(namespace, allocation)
                .chain(found -> counts.of(found.id())
                        .map(payloadCounts -> ResultBody.one(AllocationMapper.shown(found, payloadCounts))));
    }

    @PUT
    @Path("/{allocation}")
    @Audited("ReplaceAllocation")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<ResultBody<AllocationBody>> replace(
            @PathParam("namespace") String namespace, @PathParam("allocation") String allocation, AllocationBody body) {
        return allocations
                .change(namespace, allocation, before -> {
                    AllocationBody next = AllocationMapper.keepingValues(body, before);
                    requireValid(next);
                    requireSame("name", before.name(), next.name());
                    requireSame("runtime", before.runtime().published(), next.runtime());
                    return AllocationMapper.replaced(before, next, payloads.now());
                })
                .map(changed -> ResultBody.one(AllocationMapper.shown(changed, Map.of())));
    }

    /** Reserved payloads may finish; the allocation is listed as Draining until then. */
    @DELETE
    @Path("/{allocation}")
    @Audited("DeleteAllocation")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, Object>> delete(
            @PathParam("namespace") String namespace, @PathParam("allocation") String allocation) {
        return allocations
                .change(namespace, allocation, before -> before.withWish(Allocation.Wish.DELETE, payloads.now()))
                .replaceWith(Map.of());
    }

    private void requireValid(AllocationBody body) {
        List<Violation> violations = AllocationRules.violations(body, runtimes);
        if (violations.size() == 1) {
            throw Problems.badRequest(
                    violations.getFirst().path(), violations.getFirst().message());
        }
        if (!violations.isEmpty()) {
            throw Problems.validation(violations);
        }
    }

    private static void requireSame(String field, String before, String now) {
        if (now != null && !now.equals(before)) {
            throw Problems.badRequest(field, "cannot be changed from '" + before + "'");
        }
    }
}
