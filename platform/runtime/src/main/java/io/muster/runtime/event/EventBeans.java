package io.muster.runtime.event;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the plain classes of this package injectable. */
@Dependent
public class EventBeans {

    @Produces
    @Singleton
    EventCodec codec(@ConfigProperty(name = "quarkus.application.name") String service) {
        return new EventCodec(service);
    }
}
