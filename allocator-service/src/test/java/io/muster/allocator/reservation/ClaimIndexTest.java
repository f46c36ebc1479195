package io.muster.allocator.reservation;

import static io.muster.allocator.payload.Payloads.after;
import static io.muster.allocator.payload.Payloads.ready;
import static io.muster.allocator.payload.Payloads.reserve;
import static io.muster.allocator.payload.Payloads.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimIndexTest {

    private final ClaimIndex index = new ClaimIndex(0);

    @Test
    void handsAPayloadOutOnce() {
        index.put(ready("a"));

        assertThat(take(ClaimCriteria.ANY)).map(Payload::uid).contains("a");
        assertThat(take(ClaimCriteria.ANY)).isEmpty();
    }

    @Test
    void takesReadyPayloadsUnlessAskedOtherwise() {
        index.put(reserved("a"));

        assertThat(take(ClaimCriteria.ANY)).isEmpty();
        assertThat(take(criteria(new Selector(Map.of(), PayloadState.RESERVED))))
                .isPresent();
    }

    @Test
    void triesSelectorsInTheirOrder() {
        index.put(ready("a", Map.of("map", "garden")));
        index.put(ready("b", Map.of("map", "desert")));

        ClaimCriteria criteria = criteria(label("map", "moon"), label("map", "desert"), label("map", "garden"));

        assertThat(take(criteria)).map(Payload::uid).contains("b");
    }

    @Test
    void wantsEveryLabelOfASelector() {
        index.put(ready("a", Map.of("map", "garden")));
        index.put(ready("b", Map.of("map", "garden", "mode", "duel")));

        Selector both = new Selector(Map.of("map", "garden", "mode", "duel"), PayloadState.READY);

        assertThat(take(criteria(both))).map(Payload::uid).contains("b");
        assertThat(take(criteria(both))).isEmpty();
    }

    @Test
    void forgetsTheLabelsOfAnOlderVersion() {
        Payload before = ready("a", Map.of("map", "garden"));
        index.put(before);
        index.put(after(before, new PayloadCommand.RemoveLabel("map")));

        assertThat(take(criteria(label("map", "garden")))).isEmpty();
        assertThat(take(ClaimCriteria.ANY)).isPresent();
    }

    @Test
    void ignoresWhatIsOlderThanWhatItKnows() {
        Payload before = ready("a");
        index.put(after(before, reserve("s")));
        index.put(before);

        assertThat(take(ClaimCriteria.ANY)).isEmpty();
    }

    @Test
    void forgetsPayloadsOnTheirWayOut() {
        Payload payload = ready("a");
        index.put(payload);
        index.put(after(payload, new PayloadCommand.ShutDown("deleted", false)));

        assertThat(index.size()).isZero();
    }

    @Test
    void doesNotHandOutPayloadsOfADeadPlace() {
        index.put(ready("a"));

        assertThat(index.take(ClaimCriteria.ANY, payload -> false)).isEmpty();
    }

    @Test
    void packsOrSpreadsSessionsOverSeats() {
        Payload full = after(ready("a", 3), reserve("1"), reserve("2"));
        Payload empty = after(ready("b", 3), reserve("3"));
        index.put(full);
        index.put(empty);
        Selector seat = new Selector(Map.of(), PayloadState.RESERVED);

        ClaimCriteria packed = new ClaimCriteria(List.of(seat), Packing.PACKED, List.of());
        ClaimCriteria spread = new ClaimCriteria(List.of(seat), Packing.DISTRIBUTED, List.of());

        assertThat(take(packed)).map(Payload::uid).contains("a");
        index.put(full);
        assertThat(take(spread)).map(Payload::uid).contains("b");
    }

    private Optional<Payload> take(ClaimCriteria criteria) {
        return index.take(criteria, payload -> true);
    }

    private static ClaimCriteria criteria(Selector... selectors) {
        return new ClaimCriteria(List.of(selectors), Packing.PACKED, List.of());
    }

    private static Selector label(String key, String value) {
        return new Selector(Map.of(key, value), PayloadState.READY);
    }
}
