package io.muster.runtime.application;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.problem.Violation;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.CurrentCaller;
import io.muster.runtime.security.Open;
import io.muster.runtime.security.Role;
import io.muster.runtime.trace.CurrentTrace;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

@Path("/{namespace}/probe")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProbeResource {

    public record Body(
            @NotBlank @Size(max = 10) String name, Map<String, Object> attributes, Integer number, JsonNode tree) {}

    private final CurrentCaller caller;
    private final CurrentTrace trace;

    public ProbeResource(CurrentCaller caller, CurrentTrace trace) {
        this.caller = caller;
        this.trace = trace;
    }

    @GET
    @Allow({Role.PLAYER, Role.SERVICE})
    public Uni<Map<String, Object>> whoAmI() {
        return Uni.createFrom()
                .item(Map.of(
                        "namespace",
                        caller.get().namespace(),
                        "subject",
                        caller.get().subject(),
                        "trace",
                        trace.get().traceId()));
    }

    @POST
    @Allow(Role.PLAYER)
    public Uni<Body> echo(@NotNull @Valid Body body) {
        return Uni.createFrom().item(body);
    }

    @GET
    @Path("forgotten")
    public String forgotten() {
        return "never seen";
    }

    @GET
    @Path("open")
    @Open
    public String open() {
        return "\"open\"";
    }

    @GET
    @Path("fail/{how}")
    @Open
    public Uni<String> fail(@PathParam("how") String how) {
        return Uni.createFrom()
                .failure(
                        switch (how) {
                            case "conflict" ->
                                Problems.conflict(
                                        "already-queued", "The player waits already.", Map.of("ticketId", "t1"));
                            case "missing" -> Problems.notFound("ticket", "t1");
                            case "rate" -> Problems.tooManyRequests(Duration.ofMillis(1500), "At most 5 a second.");
                            case "overload" -> Problems.overloaded(Duration.ofSeconds(1));
                            case "precondition" -> Problems.preconditionFailed("The version is 4.");
                            case "validation" ->
                                Problems.validation(List.of(new Violation("players[0].id", "too-long", "at most 128")));
                            default -> new IllegalStateException("secret of the database");
                        });
    }
}
