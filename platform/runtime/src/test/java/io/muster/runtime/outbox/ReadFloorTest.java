package io.muster.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.runtime.outbox.ReadFloor.Horizon;
import org.junit.jupiter.api.Test;

class ReadFloorTest {

    private final ReadFloor floor = new ReadFloor();

    @Test
    void staysBelowWhatRanWhenTheHighestRowWasRead() {
        read(10);
        floor.observe(10, new Horizon(100, 105));
        floor.observe(10, new Horizon(104, 110));

        read(ReadFloor.NONE);

        assertThat(floor.value()).isEqualTo(ReadFloor.NONE);
    }

    @Test
    void risesWhenEverythingThatRanHasEndedAndWasRead() {
        read(10);
        floor.observe(10, new Horizon(100, 105));
        floor.observe(10, new Horizon(105, 110));

        read(ReadFloor.NONE);

        assertThat(floor.value()).isEqualTo(10);
    }

    @Test
    void staysUntilThereWasAReadAfterTheEndOfTheTransactions() {
        read(10);
        floor.observe(10, new Horizon(100, 105));

        floor.startRead();
        floor.observe(10, new Horizon(105, 110));
        floor.endRead(ReadFloor.NONE, false);

        assertThat(floor.value()).isEqualTo(ReadFloor.NONE);
    }

    @Test
    void staysWhenTheReadDidNotGetThatFar() {
        read(10);
        floor.observe(10, new Horizon(100, 105));
        floor.observe(10, new Horizon(105, 110));

        floor.startRead();
        floor.endRead(8, true);

        assertThat(floor.value()).isEqualTo(ReadFloor.NONE);
    }

    private void read(long lastId) {
        floor.startRead();
        floor.endRead(lastId, false);
    }
}
