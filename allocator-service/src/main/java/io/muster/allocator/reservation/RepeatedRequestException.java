package io.muster.allocator.reservation;

/**
 * A reservation that was about to be made has been made by another request with the same key. The transaction must fail,
 * and finds it when it is tried again.
 */
final class RepeatedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RepeatedRequestException() {
        super("the same request was served at the same time");
    }
}
