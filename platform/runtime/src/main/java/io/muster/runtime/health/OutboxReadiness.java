package io.muster.runtime.health;

import io.muster.runtime.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Down while the outbox cannot be published; up in a replica that only stands by. */
@Readiness
@ApplicationScoped
public class OutboxReadiness implements HealthCheck {

    private final OutboxRelay relay;

    public OutboxReadiness(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder check = HealthCheckResponse.named("outbox")
                .status(relay.trouble().isEmpty())
                .withData("leader", relay.leads());
        relay.trouble().ifPresent(trouble -> check.withData("trouble", trouble));
        return check.build();
    }
}
