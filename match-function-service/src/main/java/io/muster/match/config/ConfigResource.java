package io.muster.match.config;

import io.muster.match.version.Precondition;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Role;
import io.muster.runtime.trace.CurrentTrace;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Match configs over HTTP (seed 002). A config is live as soon as it is written, and gone as soon as it is deleted. */
@Path("/{namespace}/matchmaking/api/v1/configs")
@Produces(MediaType.APPLICATION_JSON)
public class ConfigResource {

    private static final int PAGE = 100;

    private final ConfigService configs;
    private final ConfigBody bodies;
    private final ConfigLimit limit;
    private final CurrentTrace trace;
    private final IdSource ids;

    public ConfigResource(
            ConfigService configs, ConfigBody bodies, ConfigSettings settings, CurrentTrace trace, IdSource ids) {
        this.configs = configs;
        this.bodies = bodies;
        this.limit = new ConfigLimit(settings.burst(), settings.requestsPerSecond());
        this.trace = trace;
        this.ids = ids;
    }

    /** Creates a config under an id that is generated. */
    @POST
    @Allow(Role.DEVELOPER)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(
            @PathParam("namespace") String namespace, @QueryParam("dryRun") boolean dryRun, byte[] body) {
        limit.check(namespace);
        String id = ids.nextId();
        Map<String, Object> document = configs.canonical(id, bodies.read(body));
        if (dryRun) {
            return Uni.createFrom().item(Response.ok(document).build());
        }
        return configs.put(namespace, id, document, new Precondition(null, "*"), trace.get())
                .map(written -> answer(Response.ok(), written.config()));
    }

    /** One config in canonical form. */
    @GET
    @Path("/{id}")
    @Allow(Role.DEVELOPER)
    public Uni<Response> read(@PathParam("namespace") String namespace, @PathParam("id") String id) {
        limit.check(namespace);
        return configs.get(namespace, id).map(config -> answer(Response.ok(), config));
    }

    /** Configs in order of id, in pages: {@code after} is the last id of the page before. */
    @GET
    @Allow(Role.DEVELOPER)
    public Uni<Map<String, Object>> list(
            @PathParam("namespace") String namespace, @QueryParam("after") @DefaultValue("") String after) {
        limit.check(namespace);
        return configs.list(namespace, after, PAGE).map(ConfigResource::page);
    }

    /** Creates or replaces a config. */
    @PUT
    @Path("/{id}")
    @Allow(Role.DEVELOPER)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> replace(
            @PathParam("namespace") String namespace,
            @PathParam("id") String id,
            @QueryParam("dryRun") boolean dryRun,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            byte[] body) {
        limit.check(namespace);
        checkId(id);
        Map<String, Object> document = configs.canonical(id, bodies.read(body));
        if (dryRun) {
            return Uni.createFrom().item(Response.ok(document).build());
        }
        return configs.put(namespace, id, document, new Precondition(ifMatch, ifNoneMatch), trace.get())
                .map(written -> answer(Response.ok(), written.config()));
    }

    /** Deletes a config; tickets that wait in its queue fail. */
    @DELETE
    @Path("/{id}")
    @Allow(Role.DEVELOPER)
    public Uni<Response> delete(
            @PathParam("namespace") String namespace,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        limit.check(namespace);
        return configs.delete(namespace, id, new Precondition(ifMatch, null), trace.get())
                .replaceWith(Response.noContent().build());
    }

    private static void checkId(String id) {
        ConfigId.errorIn(id).ifPresent(message -> {
            throw Problems.badRequest("id", message);
        });
    }

    private static Response answer(Response.ResponseBuilder response, StoredConfig config) {
        return response.entity(document(config))
                .header(HttpHeaders.ETAG, config.entityTag())
                .build();
    }

    private static Map<String, Object> page(List<StoredConfig> configs) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("configs", configs.stream().map(ConfigResource::document).toList());
        page.put("next", configs.size() < PAGE ? null : configs.getLast().id());
        return page;
    }

    private static Map<String, Object> document(StoredConfig config) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", config.id());
        document.put("version", config.version());
        document.putAll(config.document());
        return document;
    }
}
