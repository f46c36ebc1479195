package io.muster.session.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SessionCodeTest {

    @Property(tries = 300)
    void hasSixCharactersThatAreNotMisread(@ForAll String sessionId) {
        assertThat(SessionCode.of(sessionId)).matches("[0-9A-HJKMNP-TV-Z]{6}");
    }

    @Property(tries = 50)
    void isAlwaysTheSameForASession(@ForAll String sessionId) {
        assertThat(SessionCode.of(sessionId)).isEqualTo(SessionCode.of(sessionId));
    }

    @Test
    void differsBetweenSessionsNearlyAlways() {
        long different = IntStream.range(0, 1000)
                .mapToObj(i -> SessionCode.of(UUID.randomUUID().toString()))
                .distinct()
                .count();

        assertThat(different).isGreaterThan(995);
    }
}
