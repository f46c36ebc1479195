package io.muster.allocator.payload;

import static io.muster.allocator.payload.Payloads.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueTimesListenerTest {

    private static final Instant LATER = NOW.plus(Duration.ofDays(1));

    private final DueTimesListener times = new DueTimesListener();

    @Test
    void remembersPayloadsUntilTheirTimeHasCome() {
        Payload starting = Payloads.starting("a");
        changed(starting);

        assertThat(times.take(starting.dueAt(), 10)).containsExactly(starting);
    }

    @Test
    void keepsPayloadsWhoseTimeIsStillToCome() {
        Payload starting = Payloads.starting("a");
        changed(starting);

        assertThat(times.take(starting.dueAt().minusMillis(1), 10)).isEmpty();
    }

    @Test
    void handsEachTimeOutOnce() {
        changed(Payloads.starting("a"));
        times.take(LATER, 10);

        assertThat(times.take(LATER, 10)).isEmpty();
    }

    @Test
    void handsNoMoreOutThanAskedFor() {
        changed(Payloads.starting("a"), Payloads.starting("b"), Payloads.starting("c"));

        assertThat(times.take(LATER, 2)).hasSize(2);
    }

    @Test
    void forgetsPayloadsThatHaveNoTimeAnyMore() {
        changed(Payloads.starting("a"));
        changed(Payloads.ready("a"));

        assertThat(times.take(LATER, 10)).isEmpty();
    }

    @Test
    void forgetsPayloadsThatAreGone() {
        changed(Payloads.starting("a"));
        times.changed(List.of(new PayloadOutcome(null, Payloads.starting("a"), true)));

        assertThat(times.take(LATER, 10)).isEmpty();
    }

    @Test
    void ignoresVersionsThatComeLate() {
        Payload starting = Payloads.starting("a");
        Payload labelled = Payloads.after(starting, new PayloadCommand.SetMetadata(Metadata.label("map", "x")));
        changed(labelled);
        changed(starting);

        assertThat(times.take(LATER, 10)).containsExactly(labelled);
    }

    private void changed(Payload... payloads) {
        times.changed(List.of(payloads).stream()
                .map(payload -> new PayloadOutcome(null, payload, false))
                .toList());
    }
}
