package io.muster.allocator.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PayloadOutcomeTest {

    private static final Hold HOLD = new Hold("r", null, Instant.EPOCH);

    private final Payload ready = Payloads.ready("a");

    @Test
    void offersMoreWhenItHasOtherLabels() {
        assertThat(outcome(ready, new PayloadCommand.SetMetadata(Metadata.label("map", "moon")))
                        .offersMore())
                .isTrue();
    }

    @Test
    void offersNothingMoreWithOtherAnnotations() {
        assertThat(outcome(ready, new PayloadCommand.SetMetadata(Metadata.annotation("score", "1")))
                        .offersMore())
                .isFalse();
    }

    @Test
    void offersNothingMoreByBeingReservedWithLabels() {
        assertThat(outcome(ready, new PayloadCommand.Reserve(HOLD, Metadata.label("map", "moon"), false))
                        .offersMore())
                .isFalse();
    }

    @Test
    void offersNothingMoreWhenItEnds() {
        assertThat(new PayloadOutcome(ready, ready, true).offersMore()).isFalse();
    }

    private static PayloadOutcome outcome(Payload before, PayloadCommand command) {
        return new PayloadOutcome(before, Payloads.after(before, command), false);
    }
}
