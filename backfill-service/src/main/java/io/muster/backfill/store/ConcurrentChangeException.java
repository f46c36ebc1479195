package io.muster.backfill.store;

/** Somebody else wrote the same seats first. Nothing was changed; decide again. */
public class ConcurrentChangeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConcurrentChangeException(String message) {
        super(message);
    }
}
