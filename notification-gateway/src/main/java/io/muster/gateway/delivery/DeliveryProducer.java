package io.muster.gateway.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.gateway.GatewayConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the plain Java parts their settings and metrics. */
@Dependent
class DeliveryProducer {

    @Produces
    @Singleton
    Mailboxes mailboxes(GatewayConfig config, MeterRegistry meters) {
        Mailboxes mailboxes = new Mailboxes(config.keepBytes(), config.keepPerServer());
        meters.gauge("muster.gateway.kept.bytes", mailboxes, Mailboxes::bytes);
        meters.gauge("muster.gateway.kept.dropped", mailboxes, Mailboxes::dropped);
        return mailboxes;
    }

    @Produces
    @Singleton
    Connections connections() {
        return new Connections();
    }
}
