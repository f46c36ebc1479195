package io.muster.runtime.health;

import io.muster.runtime.security.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down until there are keys to check tokens with: before, every request would be refused. */
@Readiness
@ApplicationScoped
public class TokensReadiness implements HealthCheck {

    private final SigningKeys keys;

    public TokensReadiness(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signing keys").status(keys.loaded()).build();
    }
}
