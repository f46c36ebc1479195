package io.muster.runtime.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

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

    @Test
    void newIdsRise() {
        IdSource ids = new UuidV7Source();
        String first = ids.nextId();
        String second = ids.nextId();
        assertThat(first).isLessThan(second);
        assertThat(UUID.fromString(first).version()).isEqualTo(7);
    }
}
