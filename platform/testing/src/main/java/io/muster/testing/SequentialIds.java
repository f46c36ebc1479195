package io.muster.testing;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Ids that count from one and have the version and variant bits of UUIDv7, so that a run of a test names the same things
 * every time. Pass {@code ids::get} where an id source is wanted.
 */
public final class SequentialIds implements Supplier<UUID> {

    private static final long VERSION_7 = 0x0000_0000_0000_7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final AtomicLong last = new AtomicLong();

    @Override
    public UUID get() {
        return of(last.incrementAndGet());
    }

    /** The id that the given call of {@link #get()} answered; the first call is 1. */
    public static UUID of(long number) {
        return new UUID(VERSION_7, VARIANT | number);
    }
}
