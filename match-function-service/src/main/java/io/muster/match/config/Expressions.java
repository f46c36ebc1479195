package io.muster.match.config;

import java.util.Optional;

/** Checks filter expressions when a config is read. */
final class Expressions {

    private static final int MAX_LENGTH = 1_000;

    private Expressions() {}

    /** What is wrong with an expression, for its author. */
    static Optional<String> errorIn(String text) {
        return text.length() > MAX_LENGTH
                ? Optional.of("is longer than " + MAX_LENGTH + " characters")
                : Optional.empty();
    }
}
