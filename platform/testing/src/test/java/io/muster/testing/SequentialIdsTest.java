package io.muster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequentialIdsTest {

    @Test
    void countsIdsFromOne() {
        SequentialIds ids = new SequentialIds();

        assertThat(ids.get()).isEqualTo(SequentialIds.of(1)).hasToString("00000000-0000-7000-8000-000000000001");
        assertThat(ids.get()).isEqualTo(SequentialIds.of(2));
    }
}
