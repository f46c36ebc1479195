package io.muster.runtime.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Gives the problems that the framework makes (unknown path, wrong method and so on) a stable type and code, too. */
@ApplicationScoped
public class ProblemDefaults implements ProblemPostProcessor {

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getType() != null) {
            return problem;
        }
        String code = code(problem);
        HttpProblem.Builder typed = HttpProblem.builder(problem).withType(URI.create(Problems.TYPE + code));
        if (!problem.getParameters().containsKey("code")) {
            typed.with("code", code);
        }
        return typed.build();
    }

    private static String code(HttpProblem problem) {
        return switch (problem.getStatusCode()) {
            case 400 -> "bad-request";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "too-large";
            case 415 -> "unsupported-media-type";
            case 500 -> "internal";
            default -> "status-" + problem.getStatusCode();
        };
    }
}
