package io.muster.contracts.config;

import io.muster.contracts.Event;

/** A change of a match config. */
public sealed interface ConfigEvent extends Event permits ConfigPublished, ConfigDeleted {

    /** Also the name of the queue it serves. */
    String configId();

    @Override
    default String subject() {
        return namespace() + '/' + configId();
    }
}
