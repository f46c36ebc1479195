package io.muster.gateway.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before messages of the recent past are known: a server that connects now would miss them. */
@Readiness
@ApplicationScoped
class FeedReadiness implements HealthCheck {

    private final NotificationConsumer feed;

    FeedReadiness(NotificationConsumer feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("notification feed caught up")
                .status(feed.isCaughtUp())
                .build();
    }
}
