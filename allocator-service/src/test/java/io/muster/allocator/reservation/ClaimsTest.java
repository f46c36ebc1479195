package io.muster.allocator.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.allocator.payload.Metadata;
import io.muster.allocator.payload.Payloads;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    private final ClaimIndex index = new ClaimIndex(0);

    @Test
    void forgetsAChoiceThatSomebodyElseWasFasterToChange() {
        index.put(Payloads.ready("a"));
        List<Reservation> open = reservations(1);

        Claims claims = Claims.NONE.and(open, plan(open), Set.of(), _ -> false);

        assertThat(claims.granted()).isEmpty();
        assertThat(claims.missed()).isEqualTo(open);
    }

    @Test
    void isContendedWhenAChoiceWasLost() {
        index.put(Payloads.ready("a"));
        List<Reservation> open = reservations(1);

        assertThat(Claims.NONE.and(open, plan(open), Set.of(), _ -> false).contended())
                .isTrue();
    }

    @Test
    void isContendedWhileAnotherBatchFillsThePayloadThatIsWanted() {
        index.put(Payloads.ready("a", 3));
        plan(reservations(1));
        List<Reservation> open = reservations(1);

        Claims claims = Claims.NONE.and(open, plan(open), Set.of(), this::expected);

        assertThat(claims.contended()).isTrue();
    }

    @Test
    void isContendedWhenAPayloadIsBackBeforeTheRoundEnds() {
        List<Reservation> open = reservations(1);
        ClaimPlan nothing = plan(open);
        index.put(Payloads.ready("a"));

        assertThat(Claims.NONE.and(open, nothing, Set.of(), this::expected).contended())
                .isTrue();
    }

    @Test
    void isNotContendedWhenThereIsNothing() {
        List<Reservation> open = reservations(1);

        assertThat(Claims.NONE.and(open, plan(open), Set.of(), this::expected).contended())
                .isFalse();
    }

    @Test
    void keepsWhatWasGrantedInEarlierRounds() {
        index.put(Payloads.ready("a"));
        List<Reservation> open = reservations(2);
        Claims first = Claims.NONE.and(open, plan(open), Set.of("a"), this::expected);
        index.put(Payloads.ready("b"));

        Claims both = first.and(first.missed(), plan(first.missed()), Set.of("b"), this::expected);

        assertThat(both.granted()).extracting(Reservation::payloadUid).containsExactly("a", "b");
        assertThat(both.missed()).isEmpty();
    }

    private boolean expected(Reservation missed) {
        return index.expects(missed.request().criteria(), _ -> true);
    }

    private ClaimPlan plan(List<Reservation> open) {
        return ClaimPlan.of(open, _ -> index, _ -> true, Payloads.TERMS, Payloads.NOW);
    }

    private static List<Reservation> reservations(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Reservation.asked(
                        "reservation-" + i,
                        "game",
                        null,
                        "allocation-1",
                        "default",
                        new Reservation.Request(ClaimCriteria.ANY, Metadata.NONE, null),
                        Payloads.NOW))
                .toList();
    }
}
