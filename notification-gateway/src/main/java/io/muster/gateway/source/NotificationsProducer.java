package io.muster.gateway.source;

import io.muster.gateway.GatewayConfig;
import io.muster.gateway.message.Notifications;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the plain Java part its settings. */
@Dependent
class NotificationsProducer {

    @Produces
    @Singleton
    Notifications notifications(GatewayConfig config) {
        return new Notifications(config.keepUndelivered());
    }
}
