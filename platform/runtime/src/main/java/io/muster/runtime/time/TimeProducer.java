package io.muster.runtime.time;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** Gives everybody the same clock; tests replace it with one they set themselves. */
@Dependent
public class TimeProducer {

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
