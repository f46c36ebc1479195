package io.muster.client;

/** No answer arrived: the connection failed or the time was over. */
public final class UnknownOutcomeException extends MusterException {

    private static final long serialVersionUID = 1L;

    public UnknownOutcomeException(String request, Throwable cause) {
        super(request + " got no answer: " + cause, cause);
    }

    @Override
    public boolean changedNothing() {
        return false;
    }

    @Override
    public boolean worthRepeating() {
        return true;
    }
}
