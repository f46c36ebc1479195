package io.muster.match.pool;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once every pool of this instance is whole again and proposes. */
@Readiness
@ApplicationScoped
public class PoolReadiness implements HealthCheck {

    private final PoolService pools;

    public PoolReadiness(PoolService pools) {
        this.pools = pools;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("pools")
                .status(pools.isReady())
                .withData("partitions", pools.partitions())
                .withData("rebuilding", pools.rebuilding().toString())
                .build();
    }
}
