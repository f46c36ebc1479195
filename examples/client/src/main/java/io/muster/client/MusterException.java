package io.muster.client;

/** Why a call to a Muster API did not give its result. */
public abstract sealed class MusterException extends RuntimeException
        permits RefusedException, UnknownOutcomeException {

    private static final long serialVersionUID = 1L;

    MusterException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Whether the request certainly changed nothing. When it is false the request may or may not have been done, and
     * the caller has to find out before he repeats it.
     */
    public abstract boolean changedNothing();

    /** Whether the same request may succeed later. */
    public abstract boolean worthRepeating();
}
