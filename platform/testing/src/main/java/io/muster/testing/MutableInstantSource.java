package io.muster.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when a test moves it. Safe to read from any thread. */
public final class MutableInstantSource implements InstantSource {

    private final AtomicReference<Instant> now;

    public MutableInstantSource(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    /** A clock that stands at a fixed, readable moment. */
    public static MutableInstantSource standing() {
        return new MutableInstantSource(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Moves on, or back with a negative duration. */
    public Instant advance(Duration step) {
        return now.updateAndGet(instant -> instant.plus(step));
    }

    public void set(Instant instant) {
        now.set(instant);
    }
}
