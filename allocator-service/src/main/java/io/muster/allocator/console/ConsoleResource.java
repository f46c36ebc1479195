package io.muster.allocator.console;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.AllocationService;
import io.muster.allocator.host.ProcessRuntime;
import io.muster.allocator.node.NodeService;
import io.muster.runtime.db.Database;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Role;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** What payloads wrote, and what changes right now. */
@Path("/api/v0/projects/{namespace}/allocations/{allocation}")
public class ConsoleResource {

    private static final int MOST_OUTPUT = 262_144;

    private final Database database;
    private final AllocationService allocations;
    private final TerminationStore terminations;
    private final ProcessRuntime processes;
    private final ChangeStreamService changes;
    private final NodeService nodes;

    public ConsoleResource(
            Database database,
            AllocationService allocations,
            TerminationStore terminations,
            ProcessRuntime processes,
            ChangeStreamService changes,
            NodeService nodes) {
        this.database = database;
        this.allocations = allocations;
        this.terminations = terminations;
        this.processes = processes;
        this.changes = changes;
        this.nodes = nodes;
    }

    /** The last bytes of a process payload's output, also of one that is gone but not forgotten. */
    @GET
    @Path("/payloads/{payload}/logs")
    @Produces(MediaType.TEXT_PLAIN)
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<String> logs(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload,
            @QueryParam("bytes") @DefaultValue("65536") int bytes) {
        requireBetween("bytes", bytes, MOST_OUTPUT);
        return output(namespace, allocation, payload)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(file -> OutputTail.last(file, bytes).text());
    }

    /** The same and everything that follows, as server-sent events. */
    @GET
    @Path("/payloads/{payload}/logs/follow")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @Blocking
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Multi<String> follow(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("payload") String payload) {
        return output(namespace, allocation, payload).onItem().transformToMulti(changes::output);
    }

    /** An allocation and its payloads as they change, as server-sent events: all that there is at first. */
    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Multi<ChangeBody> stream(
            @PathParam("namespace") String namespace, @PathParam("allocation") String allocation) {
        return allocations
                .require(namespace, allocation)
                .map(Allocation::id)
                .onItem()
                .transformToMulti(changes::changes);
    }

    private Uni<java.nio.file.Path> output(String namespace, String allocation, String payload) {
        return allocations
                .require(namespace, allocation)
                .chain(found -> database.read(session -> terminations.outputOf(session, found.id(), payload)))
                .map(known -> processes.outputOf(requireHere(payload, known)));
    }

    /** The uid of a payload whose output is kept by this replica. */
    private String requireHere(String payload, List<TerminationStore.Output> known) {
        if (known.isEmpty()) {
            throw Problems.notFound("payload", payload);
        }
        String keeper = known.getFirst().node();
        if (keeper == null) {
            throw Problems.notFound("output of payload", payload);
        }
        if (!keeper.equals(nodes.node())) {
            throw Problems.conflict(
                    "elsewhere",
                    "The output of payload " + payload + " is kept by replica " + keeper + "; this one is "
                            + nodes.node() + ".",
                    Map.of("node", keeper));
        }
        return known.getFirst().uid();
    }

    private static void requireBetween(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw Problems.badRequest(field, "must be 1 to " + most);
        }
    }
}
