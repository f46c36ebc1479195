package io.muster.runtime.health;

import io.muster.runtime.event.Retry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Down while a batch of events is being tried again because database or broker are away. */
@Readiness
@ApplicationScoped
public class EventsReadiness implements HealthCheck {

    private final Retry retry;

    public EventsReadiness(Retry retry) {
        this.retry = retry;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, String> stuck = retry.stuck();
        HealthCheckResponseBuilder check = HealthCheckResponse.named("events").status(stuck.isEmpty());
        stuck.forEach(check::withData);
        return check.build();
    }
}
