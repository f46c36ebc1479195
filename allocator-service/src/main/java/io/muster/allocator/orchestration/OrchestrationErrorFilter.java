package io.muster.allocator.orchestration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.runtime.problem.Violation;
import io.muster.runtime.trace.CurrentTrace;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives every error on the published paths its published form. */
public class OrchestrationErrorFilter {

    private static final String PATHS = "/api/v0/projects/";
    private static final int FIRST_ERROR = 400;

    /** As the API's owner publishes it, and our code of the error. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ErrorBody(
            String message, @JsonProperty("request_id") String requestId, String code) {}

    private final CurrentTrace trace;

    public OrchestrationErrorFilter(CurrentTrace trace) {
        this.trace = trace;
    }

    @ServerResponseFilter
    public void publish(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= FIRST_ERROR
                && request.getUriInfo().getPath().startsWith(PATHS)) {
            Object entity = response.getEntity();
            response.setEntity(
                    new ErrorBody(
                            message(entity, response.getStatus()), trace.get().traceId(), code(entity)),
                    null,
                    MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private static String message(Object entity, int status) {
        if (!(entity instanceof HttpProblem problem)) {
            return "The request was answered with status " + status + ".";
        }
        Object violations = problem.getParameters().get("violations");
        String detail = problem.getDetail() == null ? problem.getTitle() : problem.getDetail();
        return violations instanceof List<?> list && list.size() > 1 ? detail + " " + all(list) : detail;
    }

    private static String all(List<?> violations) {
        return violations.stream()
                .filter(Violation.class::isInstance)
                .map(Violation.class::cast)
                .map(violation -> violation.path() + ": " + violation.message())
                .collect(Collectors.joining("; "));
    }

    private static String code(Object entity) {
        return entity instanceof HttpProblem problem && problem.getParameters().get("code") instanceof String code
                ? code
                : null;
    }
}
