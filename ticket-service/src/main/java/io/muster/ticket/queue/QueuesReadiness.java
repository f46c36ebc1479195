package io.muster.ticket.queue;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the configs are read: until then every queue would be unknown. */
@Readiness
@ApplicationScoped
public class QueuesReadiness implements HealthCheck {

    private final ConfigPositionListener position;

    public QueuesReadiness(@Identifier("configs") ConfigPositionListener position) {
        this.position = position;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("queues known")
                .status(position.reachedEnd())
                .build();
    }
}
