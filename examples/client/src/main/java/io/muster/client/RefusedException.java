package io.muster.client;

import java.time.Duration;
import java.util.Optional;

/** The service answered with an error status. */
public final class RefusedException extends MusterException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Duration retryAfter;

    public RefusedException(String request, Problem problem, Duration retryAfter) {
        super(request + " was refused: " + problem, null);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** HTTP status of the answer, 400 to 599. */
    public int status() {
        return problem.status();
    }

    public Problem problem() {
        return problem;
    }

    /** How long the service asks to wait before the next try. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** True below 500. An error inside the service or behind the API gateway leaves the outcome open. */
    @Override
    public boolean changedNothing() {
        return status() < 500;
    }

    @Override
    public boolean worthRepeating() {
        return status() == 429 || status() >= 500;
    }
}
