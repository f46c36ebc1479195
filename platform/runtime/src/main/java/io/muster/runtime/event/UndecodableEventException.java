package io.muster.runtime.event;

/** A record that is no event: it goes to the dead letters, because it will not get better. */
public final class UndecodableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UndecodableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
