package io.muster.runtime.id;

import java.util.UUID;

/**
 * Where new identifiers come from. Domain code asks for ids only through this interface, so that a simulation can hand
 * out the same ids for the same seed. Safe for use by several threads.
 */
public interface IdSource {

    /** A new id; ids of one JVM rise in the order in which they were taken. */
    UUID next();

    /** A new id as lower-case text. */
    default String nextId() {
        return next().toString();
    }
}
