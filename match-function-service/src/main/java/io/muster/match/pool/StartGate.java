package io.muster.match.pool;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Keeps a partition from proposing before it has read, on each of its topics, what was there at its assignment, and before
 * all configs are known. Used by the thread of its worker, after it was built.
 */
final class StartGate {

    private final Map<String, Long> missing;
    private final BooleanSupplier configsKnown;

    /**
     * Closed until everything is read.
     *
     * @param ends end offset by topic; topics with nothing to read are left out
     */
    StartGate(Map<String, Long> ends, BooleanSupplier configsKnown) {
        this.missing = new HashMap<>(ends);
        this.configsKnown = configsKnown;
    }

    /** A record was applied. */
    void passed(String topic, long offset) {
        Long end = missing.get(topic);
        if (end != null && offset + 1 >= end) {
            missing.remove(topic);
        }
    }

    boolean isOpen() {
        return missing.isEmpty() && configsKnown.getAsBoolean();
    }
}
