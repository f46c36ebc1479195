package io.muster.allocator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.allocator.allocation.Allocation.Wish;
import io.muster.allocator.allocation.Scale;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What the autoscaler does round by round while payloads start, are reserved, end, and what they run changes. */
class FleetPropertiesTest {

    private static final int ENOUGH_ROUNDS = 60;

    /** Something that happens to a fleet; the name is shown when a property fails. */
    record Happening(String name, Consumer<Fleet> effect) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Property
    void neverTouchesReservedPayloads(@ForAll("fleets") Fleet fleet, @ForAll("anything") List<Happening> happenings) {
        for (Happening happening : happenings) {
            happening.effect().accept(fleet);
            int reserved = fleet.counts().reserved();
            fleet.scale();
            assertThat(fleet.counts().reserved()).isEqualTo(reserved);
        }
    }

    @Property
    void createsNothingBeyondTheMaximum(@ForAll("fleets") Fleet fleet, @ForAll("anything") List<Happening> happenings) {
        for (Happening happening : happenings) {
            happening.effect().accept(fleet);
            int before = fleet.counts().total();
            fleet.scale();
            assertThat(fleet.counts().total())
                    .isLessThanOrEqualTo(Math.max(before, fleet.wanted().max()));
        }
    }

    @Property
    void keepsAReadyPayloadWhileVersionsChange(
            @ForAll("fleets") Fleet fleet, @ForAll("ordinary") List<Happening> happenings) {
        for (Happening happening : happenings) {
            happening.effect().accept(fleet);
            Counts before = fleet.counts();
            fleet.scale();
            boolean wanted = fleet.wanted().desired(before.reserved()) > before.reserved();
            if (wanted && before.ready() > 0) {
                assertThat(fleet.counts().ready()).isPositive();
            }
        }
    }

    @Property
    void getsToWhatIsWantedWhenItIsLeftAlone(
            @ForAll("fleets") Fleet fleet, @ForAll("ordinary") List<Happening> happenings) {
        happenings.forEach(happening -> {
            happening.effect().accept(fleet);
            fleet.scale();
        });
        for (int round = 0; round < ENOUGH_ROUNDS; round++) {
            fleet.scale();
            fleet.settle();
        }
        Counts counts = fleet.counts();
        int desired = Math.max(fleet.wanted().desired(counts.reserved()), counts.reserved());
        assertThat(counts.ready()).isEqualTo(desired - counts.reserved());
        boolean onlyOneAtItsMaximum =
                counts.ready() == 1 && counts.total() >= fleet.wanted().max();
        assertThat(counts.outdated() == 0 || onlyOneAtItsMaximum).isTrue();
    }

    @Property
    void drainsToItsReservedPayloads(
            @ForAll("fleets") Fleet fleet,
            @ForAll("ordinary") List<Happening> happenings,
            @ForAll Wish wish,
            @ForAll @IntRange(max = 5) int sessionsThatEnd) {
        happenings.forEach(happening -> {
            happening.effect().accept(fleet);
            fleet.scale();
        });
        fleet.changeWish(wish == Wish.RUN ? Wish.DISABLE : wish);
        int reserved = fleet.counts().reserved();
        for (int i = 0; i < sessionsThatEnd; i++) {
            fleet.finish();
        }
        fleet.scale();
        fleet.settle();
        assertThat(fleet.counts()).isEqualTo(new Counts(0, 0, Math.max(0, reserved - sessionsThatEnd), 0));
    }

    @Provide
    Arbitrary<Fleet> fleets() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 12);
        return Combinators.combine(numbers, numbers, numbers)
                .as((buffer, min, spread) -> new Fleet(new Scale(buffer, min, Math.max(1, min + spread))));
    }

    @Provide
    Arbitrary<List<Happening>> ordinary() {
        return Arbitraries.of(
                        new Happening("starts", Fleet::start),
                        new Happening("settles", Fleet::settle),
                        new Happening("is reserved", Fleet::reserve),
                        new Happening("finishes", Fleet::finish),
                        new Happening("crashes", Fleet::crash),
                        new Happening("is cleared away", Fleet::clearAway),
                        new Happening("new version", Fleet::changeVersion))
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Happening>> anything() {
        return Arbitraries.oneOf(
                        ordinary().filter(list -> !list.isEmpty()).map(List::getFirst),
                        Arbitraries.of(
                                new Happening("is disabled", fleet -> fleet.changeWish(Wish.DISABLE)),
                                new Happening("is enabled", fleet -> fleet.changeWish(Wish.RUN)),
                                new Happening("shrinks", fleet -> fleet.changeScale(new Scale(0, 0, 1))),
                                new Happening("grows", fleet -> fleet.changeScale(new Scale(6, 2, 20)))))
                .list()
                .ofMaxSize(40);
    }
}
