package io.muster.match.function;

import java.util.Arrays;

/** How much a line of a log matters, with the numbers that OpenTelemetry gives to the levels. */
public enum Severity {
    DEBUG(5),
    INFO(9),
    WARN(13),
    ERROR(17);

    private final int number;

    Severity(int number) {
        this.number = number;
    }

    /** Rises with the level. */
    int number() {
        return number;
    }

    /** The level of a number that {@link #number()} answered. */
    static Severity of(int number) {
        return Arrays.stream(values())
                .filter(severity -> severity.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no severity has the number " + number));
    }
}
