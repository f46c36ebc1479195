package io.muster.runtime.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import org.jboss.logging.Logger;

/**
 * Gives the problems that the framework makes (unknown path, wrong method, bad JSON, violated constraints and so on) the
 * form of our own: a stable type and code, and the fields at fault. Logs bugs only: what a caller did wrong, or was
 * refused under load, is told to the caller and counted, but a log line for each would help an attacker fill the disk.
 */
@ApplicationScoped
public class ProblemDefaults implements ProblemPostProcessor {

    private static final Logger LOG = Logger.getLogger(ProblemDefaults.class);
    private static final int INTERNAL = 500;

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getType() != null) {
            return problem;
        }
        if (problem.getStatusCode() == INTERNAL) {
            LOG.errorf(context.cause, "failed to answer %s", context.path);
        }
        HttpProblem described = switch (context.cause) {
            case ConstraintViolationException violated -> Problems.validation(Violations.of(violated));
            case InvalidDefinitionException bug -> typed(HttpProblem.valueOf(Status.INTERNAL_SERVER_ERROR));
            case JacksonException json -> JsonProblems.of(json);
            case Throwable failure when failure.getCause() instanceof JacksonException json -> JsonProblems.of(json);
            default -> typed(problem);
        };
        return HttpProblem.builder(described)
                .withInstance(problem.getInstance())
                .build();
    }

    private static HttpProblem typed(HttpProblem problem) {
        String code = code(problem.getStatusCode());
        HttpProblem.Builder typed = HttpProblem.builder(problem).withType(URI.create(Problems.TYPE + code));
        if (!problem.getParameters().containsKey("code")) {
            typed.with("code", code);
        }
        return typed.build();
    }

    private static String code(int status) {
        return switch (status) {
            case 400 -> "bad-request";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "too-large";
            case 415 -> "unsupported-media-type";
            case 500 -> "internal";
            default -> "status-" + status;
        };
    }
}
