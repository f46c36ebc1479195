package io.muster.launcher;

/** Something the user can understand and mend; the message is all that is shown. */
public final class LauncherException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LauncherException(String message) {
        super(message);
    }

    public LauncherException(String message, Throwable cause) {
        super(message, cause);
    }
}
