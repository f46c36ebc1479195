package io.muster.match.function;

import io.muster.runtime.problem.Problems;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which lines of a log are wanted.
 *
 * @param start first moment
 * @param end first moment after the last
 * @param severity lowest that is wanted
 * @param limit most lines
 */
public record LogQuery(Instant start, Instant end, Severity severity, int limit) {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST_LINES = 1_000;

    /** Reads query parameters, all of which may be null; a 400 problem names the one that is wrong. */
    public static LogQuery read(String start, String end, String severity, String limit, Instant now) {
        Instant from = start == null ? Instant.EPOCH : instant("start", start);
        Instant to = end == null ? now.plusSeconds(1) : instant("end", end);
        if (!from.isBefore(to)) {
            throw Problems.badRequest("start", "must be before end");
        }
        return new LogQuery(from, to, severity(severity), limit(limit));
    }

    private static Instant instant(String name, String value) {
        try {
            return value.matches("\\d{1,15}") ? Instant.ofEpochMilli(Long.parseLong(value)) : Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw Problems.badRequest(name, "must be a time like 2026-01-31T12:00:00Z, or Unix milliseconds");
        }
    }

    private static Severity severity(String value) {
        if (value == null) {
            return Severity.DEBUG;
        }
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> Problems.badRequest("severity", "must be one of " + Arrays.toString(Severity.values())));
    }

    private static int limit(String value) {
        if (value == null) {
            return DEFAULT_LIMIT;
        }
        if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST_LINES) {
            throw Problems.badRequest("limit", "must be a whole number from 1 to " + MOST_LINES);
        }
        return Integer.parseInt(value);
    }
}
