package io.muster.launcher.control;

import io.muster.launcher.part.ApiGateway;
import io.muster.launcher.part.Kafka;
import io.muster.launcher.part.PartRunner;
import io.muster.launcher.part.Postgres;
import io.muster.launcher.part.Service;
import io.muster.launcher.secret.Secrets;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackFolder;
import io.muster.launcher.stack.StackState;

/** Finds the runner of a part. */
record Runners(Kafka kafka, Postgres postgres, Service services, ApiGateway gateway) {

    static Runners of(StackFolder folder, Secrets secrets, StackState state, boolean training) {
        return new Runners(
                new Kafka(folder, training),
                new Postgres(folder, secrets),
                new Service(folder, secrets, state, training),
                new ApiGateway(folder, state));
    }

    PartRunner of(PartName name) {
        return switch (name) {
            case KAFKA -> kafka;
            case POSTGRES -> postgres;
            case GATEWAY -> gateway;
            case SESSION, TICKET, MATCH_FUNCTION, BACKFILL, ALLOCATOR, NOTIFICATION -> services;
        };
    }
}
