package io.muster.session.store;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives all of the service the same memory. */
@Dependent
class RecentSessionsProducer {

    @Produces
    @Singleton
    RecentSessions recentSessions() {
        return new RecentSessions();
    }
}
