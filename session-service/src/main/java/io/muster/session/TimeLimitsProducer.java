package io.muster.session;

import io.muster.session.game.TimeLimits;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the rules their limits as the plain record they know. */
@Dependent
class TimeLimitsProducer {

    @Produces
    @Singleton
    TimeLimits limits(SessionConfig config) {
        return new TimeLimits(config.inviteTimeout(), config.inactiveTimeout(), config.serverTimeout());
    }
}
