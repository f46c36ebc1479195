package io.muster.allocator.payload;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where players connect to: the address and its ports by name, in the order of the specification. */
public record Endpoint(String address, Map<String, Integer> ports) {

    public static final Endpoint NONE = new Endpoint(null, Map.of());

    public Endpoint {
        ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    }

    /** The port called {@code default}, else the first one, else 0. */
    public int defaultPort() {
        Integer named = ports.get("default");
        return named != null ? named : ports.values().stream().findFirst().orElse(0);
    }
}
