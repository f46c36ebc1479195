package io.muster.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.runtime.event.EncodedEvent;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HandedOverTest {

    private final HandedOver handedOver = new HandedOver();

    private static List<OutboxRow> rows(long... ids) {
        return LongStream.of(ids)
                .mapToObj(id -> new OutboxRow(
                        id, new EncodedEvent("topic", null, "key", "e" + id, "type", "time", null, "source", "{}")))
                .toList();
    }

    @Test
    void takesRowsInTheOrderInWhichTheyCame() {
        handedOver.accept(rows(7, 8));
        handedOver.accept(rows(3));

        assertThat(handedOver.take()).isEqualTo(rows(7, 8, 3));
        assertThat(handedOver.isEmpty()).isTrue();
    }

    @Test
    void doesNotAcceptWhatAReadHasFound() {
        handedOver.startRead();
        handedOver.endRead(rows(1, 2));

        assertThat(handedOver.accept(rows(2, 3))).containsExactly(3L);
        assertThat(handedOver.take()).isEqualTo(rows(3));
    }

    @Test
    void leavesOutOfAReadWhatWasAcceptedMeanwhile() {
        handedOver.startRead();
        handedOver.accept(rows(1));

        assertThat(handedOver.endRead(rows(1, 2))).isEqualTo(rows(2));
    }

    @Test
    void remembersNoMoreThanItsLimit() {
        long mark = handedOver.mark();
        handedOver.startRead();
        handedOver.endRead(rows(LongStream.rangeClosed(1, HandedOver.REMEMBERED).toArray()));
        boolean atTheLimit = handedOver.remembersSince(mark);
        handedOver.startRead();
        handedOver.endRead(rows(HandedOver.REMEMBERED + 1));

        assertThat(atTheLimit).isTrue();
        assertThat(handedOver.remembersSince(mark)).isFalse();
        assertThat(handedOver.accept(rows(2))).isEmpty();
    }
}
