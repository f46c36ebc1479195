package io.muster.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

    private static final long FIRST = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("2200-01-01T00:00:00Z").getEpochSecond();

    @Test
    void readsEveryTimeThatIsWritten() {
        Random random = new Random(21);
        for (int i = 0; i < 100_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(FIRST, LAST), random.nextInt(1_000_000_000))
                    .truncatedTo(i % 2 == 0 ? ChronoUnit.MILLIS : i % 3 == 0 ? ChronoUnit.SECONDS : ChronoUnit.NANOS);

            assertThat(InstantText.parse(time.toString())).isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T12:00:00Z",
                "2026-11-21T13:26:59.5Z",
                "2026-11-21T13:26:59.123456789Z",
                "2026-11-21T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2026-11-21T13:26:59+01:00",
                "+12026-11-21T13:26:59Z",
                "-0001-11-21T13:26:59Z",
                "0000-01-01T00:00:00Z"
            })
    void readsWhatTheLibraryReads(String text) {
        assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "now",
                "2026-02-29T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-11-21T13:26:61Z",
                "2026-11-21T13:60:00Z",
                "2026-11-21T13:26:59",
                "2026-11-21T13:26:59,5Z",
                "2026-11-21T13:26:59.1234567890Z",
                "2026-11-21T13:26:59.12x4Z",
                "2026-11-21 13:26:59Z",
                "2026-11-21T-3:26:59Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}
