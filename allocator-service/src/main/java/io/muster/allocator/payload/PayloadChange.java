package io.muster.allocator.payload;

import java.time.Instant;

/** What happened to a payload. Each raises its version by one. */
public sealed interface PayloadChange {

    record Prepared(Endpoint endpoint) implements PayloadChange {}

    record Launched(Instant at, Instant due) implements PayloadChange {}

    record BecameReady(Instant at) implements PayloadChange {}

    record Reserved(Hold hold, Metadata metadata, Seats seats, Instant due) implements PayloadChange {}

    record GaveSeatBack(Seats seats) implements PayloadChange {}

    record ChangedMetadata(Metadata metadata) implements PayloadChange {}

    /** Its program ended before it was ready; it is started again at {@code retryAt}. */
    record Failed(Integer exitCode, String details, Instant retryAt) implements PayloadChange {}

    /** The wait after a failure is over. */
    record Rescheduled() implements PayloadChange {}

    record BecameUnhealthy(Integer exitCode, String reason) implements PayloadChange {}

    record ShutdownBegan(String reason, Instant due) implements PayloadChange {}

    /** It is gone; nothing follows. */
    record Removed(Integer exitCode, String reason) implements PayloadChange {}
}
