package io.muster.runtime.commit;

import java.time.Duration;

/** Calls back after some time, on any thread, and never from within {@link #after}. */
@FunctionalInterface
interface Alarm {

    /** Calls once when the time is over. */
    void after(Duration wait, Runnable call);
}
