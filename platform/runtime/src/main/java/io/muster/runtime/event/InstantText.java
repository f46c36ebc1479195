package io.muster.runtime.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Reads times as events carry them, such as {@code 2026-11-21T13:26:59.123Z}. The parser of the library takes most of the
 * time in which an event is decoded; it is left with the texts of any other form.
 */
final class InstantText {

    private static final int SECONDS_END = 19;
    private static final int MOST_DIGITS = 9;
    private static final String PATTERN = "0000-00-00T00:00:00";

    private InstantText() {}

    /**
     * The same as {@link Instant#parse}.
     *
     * @throws DateTimeParseException when the text is no time
     */
    static Instant parse(String text) {
        return isPlain(text) ? plain(text) : Instant.parse(text);
    }

    private static boolean isPlain(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END || text.charAt(end) != 'Z' || !startsLikePattern(text)) {
            return false;
        }
        if (number(text, 11, 13) > 23 || number(text, 14, 16) > 59 || number(text, 17, SECONDS_END) > 59) {
            return false; // the end of a day, a leap second, or nonsense
        }
        return end == SECONDS_END || isFraction(text, end);
    }

    private static boolean startsLikePattern(String text) {
        for (int i = 0; i < SECONDS_END; i++) {
            char wanted = PATTERN.charAt(i);
            if (wanted == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFraction(String text, int end) {
        int digits = end - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || digits < 1 || digits > MOST_DIGITS) {
            return false;
        }
        for (int i = SECONDS_END + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static Instant plain(String text) {
        long days = date(text).toEpochDay();
        long seconds = days * 86_400
                + number(text, 11, 13) * 3_600L
                + number(text, 14, 16) * 60L
                + number(text, 17, SECONDS_END);
        return Instant.ofEpochSecond(seconds, nanos(text));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        } catch (DateTimeException e) {
            throw new DateTimeParseException(e.getMessage(), text, 0, e);
        }
    }

    private static int nanos(String text) {
        int end = text.length() - 1;
        if (end == SECONDS_END) {
            return 0;
        }
        int nanos = number(text, SECONDS_END + 1, end);
        for (int digits = end - SECONDS_END - 1; digits < MOST_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
