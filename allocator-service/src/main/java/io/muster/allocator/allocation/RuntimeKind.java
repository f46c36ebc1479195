package io.muster.allocator.allocation;

import java.util.Locale;
import java.util.Optional;

/** What starts and stops the payloads of an allocation. */
public enum RuntimeKind {
    /** Operating-system processes on the host of the replica that scales the allocation. */
    PROCESS,
    /** Pods. */
    KUBERNETES,
    /** Rows only: for load tests and for developing against the service without a game server. */
    SIMULATED;

    /** The name in the API. */
    public String published() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RuntimeKind> ofPublished(String name) {
        for (RuntimeKind kind : values()) {
            if (kind.published().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
