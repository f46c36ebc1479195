package io.muster.match.pool;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.match.engine.Explanation;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.CurrentCaller;
import io.muster.runtime.security.Role;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Tells why a ticket waits. */
@Path("/{namespace}/matchmaking/api/v1/tickets/{id}/explanation")
@Produces(MediaType.APPLICATION_JSON)
public class ExplanationResource {

    private final ExplanationService explanations;
    private final CurrentCaller caller;

    public ExplanationResource(ExplanationService explanations, CurrentCaller caller) {
        this.explanations = explanations;
        this.caller = caller;
    }

    /**
     * What a dry run says of a ticket that is left, for a live one.
     *
     * @param status {@code waiting}, or {@code proposed} when a match with it is on its way
     * @param nextChangeInSeconds when a relaxation would let it be matched with who waits now, 0 when it could be already
     * @param waiting tickets in its queue
     * @param considered tickets that were looked at as company, the nearest ones of a large pool
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ExplanationJson(
            String ticketId,
            String status,
            List<Explanation.Reason> reasons,
            Double nextChangeInSeconds,
            int waiting,
            int considered) {}

    /** Explains a waiting ticket to who wrote it, to services and to developers. */
    @GET
    @Blocking
    @Allow({Role.PLAYER, Role.SERVICE, Role.DEVELOPER})
    public ExplanationJson explain(@PathParam("id") String id) {
        ExplanationService.Answer answer = explanations.explain(caller.get(), id);
        Explanation explanation = answer.explanation();
        return new ExplanationJson(
                id,
                answer.proposed() ? "proposed" : "waiting",
                explanation.reasons(),
                explanation.nextChangeInSeconds(),
                answer.waiting(),
                answer.considered());
    }
}
