package io.muster.allocator.console;

import io.muster.allocator.allocation.AllocationService;
import io.muster.allocator.paging.Pages;
import io.muster.allocator.paging.ResultBody;
import io.muster.allocator.paging.TimeCursor;
import io.muster.runtime.db.Database;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** How payloads ended. */
@Path("/api/v0/projects/{namespace}/allocations/{allocation}/terminations")
@Produces(MediaType.APPLICATION_JSON)
public class TerminationResource {

    private static final int LARGEST_PAGE = 1_000;

    private final Database database;
    private final AllocationService allocations;
    private final TerminationStore terminations;

    public TerminationResource(Database database, AllocationService allocations, TerminationStore terminations) {
        this.database = database;
        this.allocations = allocations;
        this.terminations = terminations;
    }

    /** The latest first; those that match every filter. */
    @GET
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<ResultBody<TerminationBody>> list(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @QueryParam("reason") String reason,
            @QueryParam("payload_id") String payloadId,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Pages.size(limit, LARGEST_PAGE);
        TimeCursor before = TimeCursor.parse(after);
        TerminationStore.Filter filter = new TerminationStore.Filter(reason, payloadId);
        return allocations
                .require(namespace, allocation)
                .chain(found -> database.read(session -> terminations
                        .count(session, found.id(), filter)
                        .chain(total -> terminations
                                .page(session, found.id(), filter, before, size)
                                .map(page -> ResultBody.latest(
                                        page, size, last -> new TimeCursor(last.removedAt(), last.uid()), total)))));
    }
}
