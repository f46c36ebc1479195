package io.muster.match.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the regions that tickets of one pool have measured. Measurements to more than 64 regions are ignored. */
final class Regions {

    /** Regions fit one {@code long} as a set. */
    static final int LIMIT = Long.SIZE;

    /** No region, because nothing depends on one. */
    static final int NONE = -1;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** Number of the region, or {@link #NONE} when there are too many. */
    int numberOf(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        if (names.size() == LIMIT) {
            return NONE;
        }
        numbers.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    /** Name of the region, or null for {@link #NONE}. */
    String nameOf(int region) {
        return region == NONE ? null : names.get(region);
    }

    int count() {
        return names.size();
    }
}
