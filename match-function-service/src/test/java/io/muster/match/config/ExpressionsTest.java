package io.muster.match.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.match.engine.TicketData.PlayerData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionsTest {

    private final Expressions expressions = new Expressions();

    @Test
    void seesAttributesByPathAndByName() {
        assertThat(holds("attributes.level > 5 && attributes['mode'] == 'ctf'")).isTrue();
        assertThat(holds("level > 5 && mode == 'ctf'")).isTrue();
        assertThat(holds("level > 50")).isFalse();
    }

    @Test
    void comparesWholeNumbersWithDecimals() {
        assertThat(holds("attributes.level < 10.5")).isTrue();
        assertThat(holds("attributes.ratio >= 1")).isFalse();
    }

    @Test
    void seesPlayers() {
        assertThat(holds("players.all(p, p.customData.skill > 100)")).isTrue();
        assertThat(holds("size(players) == 2")).isFalse();
    }

    @Test
    void doesNotHoldWithoutTheAttribute() {
        assertThat(holds("attributes.missing == 1")).isFalse();
        assertThat(holds("missing != 1")).isFalse();
    }

    @Test
    void namesWhatIsWrong() {
        assertThat(Expressions.errorIn("attributes.level >")).isPresent();
        assertThat(Expressions.errorIn("1 + 1")).isPresent();
        assertThat(Expressions.errorIn("attributes.level > 3")).isEmpty();
    }

    private boolean holds(String expression) {
        return expressions.holds(
                expression,
                Map.of("level", 10, "mode", "ctf", "ratio", 0.5),
                List.of(new PlayerData("p", Map.of("skill", 200), List.of())));
    }
}
