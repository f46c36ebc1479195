package io.muster.allocator.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void expectsAPayloadForEverySoManyTickets() {
        assertThat(new Scale(1, 0, 100, 4).prewarmed(9).desired(5)).isEqualTo(8);
    }

    @Test
    void countsTheOrdinaryBufferTowardWhatIsExpected() {
        assertThat(new Scale(10, 0, 100, 4).prewarmed(9).desired(5)).isEqualTo(15);
    }

    @Test
    void expectsNoMoreThanTheMaximum() {
        assertThat(new Scale(1, 0, 20, 1).prewarmed(1_000_000).desired(5)).isEqualTo(20);
    }

    @Test
    void looksAtNoTicketsUnlessItIsToldTo() {
        assertThat(new Scale(1, 0, 100).prewarmed(1_000)).isEqualTo(new Scale(1, 0, 100));
    }
}
