package io.muster.allocator.payload;

import java.util.Map;

/**
 * Which payloads to list.
 *
 * @param state null for all
 * @param labels all of them must be there
 */
public record PayloadFilter(PayloadState state, Map<String, String> labels) {

    public PayloadFilter {
        labels = Map.copyOf(labels);
    }
}
