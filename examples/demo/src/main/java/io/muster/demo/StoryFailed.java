package io.muster.demo;

/** Something that had to happen did not. */
final class StoryFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoryFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
