package io.muster.match.function;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Never a reason to take an instance out: pools whose function fails are matched by their rules. */
@Readiness
@ApplicationScoped
public class FunctionHealth implements HealthCheck {

    private final FunctionReportService reports;

    public FunctionHealth(FunctionReportService reports) {
        this.reports = reports;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("functions")
                .up()
                .withData("fallenBackPools", reports.fallenBack())
                .build();
    }
}
