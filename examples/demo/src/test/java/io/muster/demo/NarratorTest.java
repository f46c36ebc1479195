package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NarratorTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong time = new AtomicLong(7_000_000_000L);

    @Test
    void tellsTheTimeSinceTheEveningBegan() {
        Narrator narrator = new Narrator(new PrintStream(written, true, StandardCharsets.UTF_8), time::get);
        time.addAndGet(1_500_000_000L);

        narrator.tell("Ada queues");

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("    1.5 s  Ada queues" + System.lineSeparator());
    }
}
