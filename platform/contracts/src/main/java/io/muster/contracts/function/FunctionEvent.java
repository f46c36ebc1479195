package io.muster.contracts.function;

import io.muster.contracts.Event;

/** A change of a custom match function. */
public sealed interface FunctionEvent extends Event permits FunctionPublished, FunctionDeleted {

    /** Name by which configs choose the function. */
    String name();

    @Override
    default String subject() {
        return namespace() + '/' + name();
    }
}
