package io.muster.match.function;

import io.muster.match.function.FunctionService.Upload;
import io.muster.match.version.Precondition;
import io.muster.runtime.db.Database;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.CurrentCaller;
import io.muster.runtime.security.Role;
import io.muster.runtime.trace.CurrentTrace;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Custom match functions over HTTP (docs/match-functions.md). */
@Path("/{namespace}/matchmaking/api/v1/functions")
@Produces(MediaType.APPLICATION_JSON)
public class FunctionResource {

    private final FunctionService functions;
    private final FunctionRunService runs;
    private final Database database;
    private final LogStore logs;
    private final StateStore states;
    private final CurrentCaller caller;
    private final CurrentTrace trace;
    private final InstantSource clock;

    public FunctionResource(
            FunctionService functions,
            FunctionRunService runs,
            Database database,
            LogStore logs,
            StateStore states,
            CurrentCaller caller,
            CurrentTrace trace,
            InstantSource clock) {
        this.functions = functions;
        this.runs = runs;
        this.database = database;
        this.logs = logs;
        this.states = states;
        this.caller = caller;
        this.trace = trace;
        this.clock = clock;
    }

    /** All functions of the namespace without their text, the built-in ones first. */
    @GET
    @Allow(Role.DEVELOPER)
    public Uni<Map<String, List<FunctionJson>>> list(@PathParam("namespace") String namespace) {
        return functions.list(namespace).map(custom -> {
            Stream<FunctionJson> uploaded =
                    custom.stream().map(FunctionJson::of).map(FunctionJson::withoutSource);
            Stream<FunctionJson> builtIn = FunctionName.BUILT_IN.stream().map(FunctionJson::builtIn);
            return Map.of("functions", Stream.concat(builtIn, uploaded).toList());
        });
    }

    /** One function, in its live version or in one that is still kept. */
    @GET
    @Path("/{name}")
    @Allow(Role.DEVELOPER)
    public Uni<Response> read(
            @PathParam("namespace") String namespace,
            @PathParam("name") String name,
            @QueryParam("version") Long version) {
        String kept = kept(name);
        if (FunctionName.isBuiltIn(kept)) {
            return Uni.createFrom().item(Response.ok(FunctionJson.builtIn(kept)).build());
        }
        return (version == null ? functions.get(namespace, kept) : functions.get(namespace, kept, version))
                .map(FunctionResource::answer);
    }

    /** Creates or replaces a function; its text is tried first, which takes a moment of one thread. */
    @PUT
    @Path("/{name}")
    @Blocking
    @Allow(Role.DEVELOPER)
    @Consumes({"application/javascript", "text/javascript", MediaType.APPLICATION_JSON})
    public Uni<Response> replace(
            @PathParam("namespace") String namespace,
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            @Context HttpHeaders headers,
            byte[] body) {
        String kept = custom(name);
        String source = FunctionBody.source(headers.getMediaType(), body);
        runs.check(kept, source).ifPresent(failure -> {
            throw Problems.badRequest("source", failure.message());
        });
        return functions
                .put(new Upload(
                        namespace,
                        kept,
                        source,
                        caller.get().subject(),
                        new Precondition(ifMatch, ifNoneMatch),
                        trace.get()))
                .map(FunctionResource::answer);
    }

    /** Deletes a function; the rules of the config match the pools that use it. */
    @DELETE
    @Path("/{name}")
    @Allow(Role.DEVELOPER)
    public Uni<Response> delete(
            @PathParam("namespace") String namespace,
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return functions
                .delete(namespace, custom(name), caller.get().subject(), new Precondition(ifMatch, null), trace.get())
                .replaceWith(Response.noContent().build());
    }

    /** What a function logged, newest first. */
    @GET
    @Path("/{name}/logs")
    @Allow(Role.DEVELOPER)
    public Uni<FunctionJson.Logs> logs(
            @PathParam("namespace") String namespace,
            @PathParam("name") String name,
            @QueryParam("start") String start,
            @QueryParam("end") String end,
            @QueryParam("severity") String severity,
            @QueryParam("limit") String limit) {
        String kept = kept(name);
        LogQuery query = LogQuery.read(start, end, severity, limit, clock.instant());
        return existing(namespace, kept)
                .chain(() -> database.read(session -> logs.find(session, namespace, kept, query)))
                .map(lines -> FunctionJson.Logs.of(kept, lines));
    }

    /** How the pools that use a function are matched now. */
    @GET
    @Path("/{name}/status")
    @Allow(Role.DEVELOPER)
    public Uni<FunctionJson.Status> status(@PathParam("namespace") String namespace, @PathParam("name") String name) {
        String kept = kept(name);
        return existing(namespace, kept)
                .chain(() -> database.read(session -> states.find(session, namespace, kept)))
                .map(found -> FunctionJson.Status.of(kept, found));
    }

    private Uni<Void> existing(String namespace, String name) {
        return FunctionName.isBuiltIn(name)
                ? Uni.createFrom().voidItem()
                : functions.get(namespace, name).replaceWithVoid();
    }

    private static String kept(String name) {
        FunctionName.errorIn(name).ifPresent(message -> {
            throw Problems.badRequest("name", message);
        });
        return FunctionName.of(name);
    }

    private static String custom(String name) {
        String kept = kept(name);
        if (FunctionName.isBuiltIn(kept)) {
            throw Problems.badRequest("name", "is the name of a built-in function");
        }
        return kept;
    }

    private static Response answer(StoredFunction function) {
        return Response.ok(FunctionJson.of(function))
                .header(HttpHeaders.ETAG, function.entityTag())
                .build();
    }
}
