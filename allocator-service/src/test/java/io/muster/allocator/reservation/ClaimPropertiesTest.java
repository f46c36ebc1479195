package io.muster.allocator.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.allocator.payload.Metadata;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadOutcome;
import io.muster.allocator.payload.PayloadState;
import io.muster.allocator.payload.Payloads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Two replicas claim from the same payloads; a map with versions stands for the table and its guarded update. */
class ClaimPropertiesTest {

    private final Map<String, Payload> table = new HashMap<>();
    private List<ClaimIndex> replicas = List.of();
    private final List<Reservation> granted = new ArrayList<>();
    private int asked;

    @Property(tries = 300)
    void noPayloadIsReservedTwice(
            @ForAll @IntRange(min = 1, max = 12) int payloads,
            @ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> batches) {
        fill(payloads, 1);

        play(batches);

        Set<String> reserved = new HashSet<>();
        granted.forEach(one -> assertThat(reserved.add(one.payloadUid())).isTrue());
        assertThat(granted).allMatch(Reservation::exclusive);
    }

    @Property(tries = 300)
    void noSeatIsGivenTwiceAndNoneIsLeftWhileSomebodyIsRefused(
            @ForAll @IntRange(min = 1, max = 4) int payloads,
            @ForAll @IntRange(min = 2, max = 6) int seats,
            @ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> batches) {
        fill(payloads, seats);

        play(batches);

        int taken = table.values().stream()
                .mapToInt(payload -> payload.seats().taken())
                .sum();
        assertThat(taken).isEqualTo(granted.size());
        assertThat(granted).hasSize(Math.min(asked, payloads * seats));
    }

    /** The same instance plays every try, so each begins with this. */
    private void fill(int payloads, int seats) {
        table.clear();
        replicas = List.of(new ClaimIndex(1), new ClaimIndex(2));
        granted.clear();
        asked = 0;
        IntStream.range(0, payloads)
                .mapToObj(i -> Payloads.ready("payload-" + i, seats))
                .forEach(payload -> table.put(payload.uid(), payload));
    }

    /** Even batches come to one replica, odd ones to the other; each learns of the other's claims by failing. */
    private void play(List<Integer> batches) {
        replicas.forEach(index -> index.reset(table.values()));
        for (int number = 0; number < batches.size(); number++) {
            ClaimIndex index = replicas.get(number % 2);
            List<Reservation> open = IntStream.range(0, batches.get(number))
                    .mapToObj(_ -> reservation())
                    .toList();
            for (int round = 0; round < 3 && !open.isEmpty(); round++) {
                open = claim(index, open);
                if (!open.isEmpty()) {
                    index.reset(table.values());
                }
            }
        }
    }

    /** Answers those that got nothing. */
    private List<Reservation> claim(ClaimIndex index, List<Reservation> open) {
        ClaimPlan plan = ClaimPlan.of(open, _ -> index, _ -> true, Payloads.TERMS, Payloads.NOW);
        Set<String> saved = new HashSet<>();
        for (PayloadOutcome outcome : plan.outcomes()) {
            String uid = outcome.after().uid();
            if (table.get(uid).version() == outcome.before().version()) {
                table.put(uid, outcome.after());
                index.put(outcome.after());
                saved.add(uid);
            }
        }
        List<Reservation> left = new ArrayList<>(plan.missed());
        plan.granted().forEach(one -> (saved.contains(one.payloadUid()) ? granted : left).add(one));
        return left;
    }

    private Reservation reservation() {
        asked++;
        ClaimCriteria criteria = new ClaimCriteria(
                List.of(Selector.ANY, new Selector(Map.of("seated", "yes"), PayloadState.RESERVED)),
                Packing.PACKED,
                List.of());
        Metadata metadata = Metadata.label("seated", "yes");
        boolean severalSeats = table.values().iterator().next().seats().total() > 1;
        return Reservation.asked(
                "reservation-" + asked,
                "game",
                null,
                "allocation-1",
                "default",
                new Reservation.Request(
                        severalSeats ? criteria : ClaimCriteria.ANY, severalSeats ? metadata : Metadata.NONE, null),
                Payloads.NOW);
    }
}
