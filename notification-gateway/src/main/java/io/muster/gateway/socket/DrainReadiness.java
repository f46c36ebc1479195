package io.muster.gateway.socket;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready once this instance sends its sockets away. */
@Readiness
@ApplicationScoped
class DrainReadiness implements HealthCheck {

    private final DrainListener drain;

    DrainReadiness(DrainListener drain) {
        this.drain = drain;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("sockets are accepted")
                .status(!drain.isDraining())
                .build();
    }
}
