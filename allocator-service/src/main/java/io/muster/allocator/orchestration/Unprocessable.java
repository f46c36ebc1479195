package io.muster.allocator.orchestration;

import io.quarkiverse.resteasy.problem.HttpProblem;

/** 422, which the published API uses for labels and annotations that break their limits. */
final class Unprocessable {

    private static final int STATUS = 422;

    private Unprocessable() {}

    static RuntimeException because(String message) {
        return HttpProblem.builder()
                .withStatus(STATUS)
                .withTitle("Unprocessable Content")
                .withDetail(message)
                .with("code", "unprocessable")
                .build();
    }
}
