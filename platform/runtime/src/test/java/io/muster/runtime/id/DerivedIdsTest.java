package io.muster.runtime.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivedIdsTest {

    @Property
    void repeatsItselfForEqualInput(@ForAll String cause, @ForAll String purpose) {
        assertThat(DerivedIds.of(cause, purpose)).isEqualTo(DerivedIds.of(cause, purpose));
    }

    @Property
    void isAUuidOfVersion8(@ForAll String cause, @ForAll String purpose) {
        UUID id = UUID.fromString(DerivedIds.of(cause, purpose));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void tellsThePartsApart() {
        assertThat(DerivedIds.of("a", "bc")).isNotEqualTo(DerivedIds.of("ab", "c"));
    }

    @Test
    void neverChanges() {
        assertThat(DerivedIds.of("019aa5b0-0000-7000-8000-000000000001", "match"))
                .isEqualTo("8b425736-39c2-8c6b-a888-bff8a6b8b1df");
    }

    @Property
    void repeatsItselfInOrderToo(@ForAll String cause, @ForAll String purpose) {
        assertThat(DerivedIds.ordered(cause, purpose)).isEqualTo(DerivedIds.ordered(cause, purpose));
    }

    @Test
    void isOfTheMomentOfItsCause() {
        String id = DerivedIds.ordered("019aa5b0-0000-7000-8000-000000000001:3 019aa5b1", "proposal");
        assertThat(id).startsWith("019aa5b0-0000-7").isNotEqualTo(DerivedIds.ordered(id, "proposal"));
        assertThat(UUID.fromString(id).variant()).isEqualTo(2);
    }

    @Test
    void neverChangesInOrder() {
        assertThat(DerivedIds.ordered("019aa5b0-0000-7000-8000-000000000001", "match"))
                .isEqualTo("019aa5b0-0000-7c6b-a888-bff8a6b8b1df");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8b425736-39c2-8c6b-a888-bff8a6b8b1df",
                "match-7",
                "",
                "019aa5b0-0000-7000-c000-000000000001",
                "019aa5b0-0000-7000-8000-00000000000x",
                "019aa5b0x0000-7000-8000-000000000001"
            })
    void isAnyIdWhenItsCauseHasNoMoment(String cause) {
        assertThat(DerivedIds.ordered(cause, "match")).isEqualTo(DerivedIds.of(cause, "match"));
    }

    @Test
    void newIdsRise() {
        IdSource ids = new UuidV7Source();
        String first = ids.nextId();
        String second = ids.nextId();
        assertThat(first).isLessThan(second);
        assertThat(UUID.fromString(first).version()).isEqualTo(7);
    }
}
