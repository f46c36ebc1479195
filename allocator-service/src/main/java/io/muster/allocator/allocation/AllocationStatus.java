package io.muster.allocator.allocation;

import java.util.Optional;

/** The nine published states of an allocation (seed 000 and the Orchestration API of its owner). */
public enum AllocationStatus {
    UNKNOWN("Unknown"),
    /** Created; nothing was started for it yet. */
    NEW("New"),
    /** Payloads of an older version are being replaced. */
    UPDATING("Updating"),
    RUNNING("Running"),
    /** Disabled or deleted, and waiting for its reserved payloads to finish. */
    DRAINING("Draining"),
    /** It wants no payloads and has none. */
    STOPPED("Stopped"),
    /** Still listed for a while, but without payloads. */
    DELETED("Deleted"),
    /** None of its payloads gets as far as Ready. */
    ERROR("Error"),
    DISABLED("Disabled");

    private final String published;

    AllocationStatus(String published) {
        this.published = published;
    }

    /** The name in the API. */
    public String published() {
        return published;
    }

    public static Optional<AllocationStatus> ofPublished(String name) {
        for (AllocationStatus status : values()) {
            if (status.published.equals(name)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
