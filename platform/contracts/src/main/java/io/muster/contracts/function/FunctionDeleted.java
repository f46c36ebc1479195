package io.muster.contracts.function;

import java.time.Instant;

/** A custom match function is gone; queues that name it are matched by the built-in one. */
public record FunctionDeleted(String namespace, String name, long version, Instant deletedAt)
        implements FunctionEvent {}
