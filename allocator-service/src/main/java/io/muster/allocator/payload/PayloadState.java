package io.muster.allocator.payload;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The nine published states of a payload (seed 000 and the Orchestration API of its owner). */
public enum PayloadState {
    UNKNOWN("Unknown"),
    /** Being scheduled: it has no place and no ports yet. */
    CREATING("Creating"),
    /** Its place and ports are known, its program is being fetched or started. */
    PREPARING("Preparing"),
    /** Its program runs and has not called ready yet. */
    STARTING("Starting"),
    /** Can be reserved, and can be removed at any time. */
    READY("Ready"),
    /** Players may connect; nobody removes it unless forced. */
    RESERVED("Reserved"),
    /** Being stopped. */
    SHUTDOWN("Shutdown"),
    /** Its program ended before it was ready and will be started again. */
    ERROR("Error"),
    /** Its program ended after it was ready; what is left of it is being cleared away. */
    UNHEALTHY("Unhealthy");

    private final String published;

    PayloadState(String published) {
        this.published = published;
    }

    /** The name in the API. */
    public String published() {
        return published;
    }

    /** On its way to Ready, so that it counts toward the buffer. */
    public boolean starting() {
        return this == CREATING || this == PREPARING || this == STARTING || this == ERROR;
    }

    /** On its way out; it takes a place until it is gone but counts toward nothing. */
    public boolean ending() {
        return this == SHUTDOWN || this == UNHEALTHY;
    }

    /** Something follows when {@link Payload#dueAt} has come. */
    public boolean timed() {
        return this == STARTING || this == RESERVED || this == ERROR;
    }

    /** States it may be in next. */
    public Set<PayloadState> next() {
        return switch (this) {
            case CREATING -> EnumSet.of(PREPARING, ERROR, SHUTDOWN);
            case PREPARING -> EnumSet.of(STARTING, ERROR, SHUTDOWN);
            case STARTING -> EnumSet.of(READY, ERROR, SHUTDOWN);
            case READY -> EnumSet.of(RESERVED, UNHEALTHY, SHUTDOWN);
            case RESERVED -> EnumSet.of(READY, UNHEALTHY, SHUTDOWN);
            case ERROR -> EnumSet.of(CREATING, SHUTDOWN);
            case UNHEALTHY, SHUTDOWN, UNKNOWN -> EnumSet.noneOf(PayloadState.class);
        };
    }

    public static Optional<PayloadState> ofPublished(String name) {
        for (PayloadState state : values()) {
            if (state.published.equals(name)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
