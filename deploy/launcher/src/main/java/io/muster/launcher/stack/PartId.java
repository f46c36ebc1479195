package io.muster.launcher.stack;

import io.muster.launcher.LauncherException;

/**
 * One process of a stack, written {@code ticket-service/2}.
 *
 * @param replica counts from 1
 */
public record PartId(PartName name, int replica) {

    public PartId {
        if (replica < 1) {
            throw new LauncherException("replicas count from 1, not " + replica);
        }
    }

    @Override
    public String toString() {
        return name.text() + '/' + replica;
    }

    /** The form for file names. */
    public String fileName() {
        return name.text() + '-' + replica;
    }
}
