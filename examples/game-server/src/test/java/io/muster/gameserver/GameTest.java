package io.muster.gameserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GameTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void waitsUntilItIsClaimed() {
        assertThat(game().step(NOW.plusSeconds(1_000))).isEqualTo(Game.Step.WAIT);
    }

    @Test
    void playsAsLongAsItWasTold() {
        Game game = game("--seconds", "5");
        game.claimed(NOW);

        assertThat(game.step(NOW.plusSeconds(4))).isEqualTo(Game.Step.PLAY);
        assertThat(game.step(NOW.plusSeconds(5))).isEqualTo(Game.Step.FINISH);
    }

    @Test
    void isClaimedOnce() {
        Game game = game();

        assertThat(game.claimed(NOW)).isTrue();
        assertThat(game.claimed(NOW.plusSeconds(3))).isFalse();
    }

    @Test
    void crashesWhenItsTimeForThatHasCome() {
        Game game = game("--seconds", "60", "--crash-after", "2");
        game.claimed(NOW);

        assertThat(game.step(NOW.plusSeconds(1))).isEqualTo(Game.Step.PLAY);
        assertThat(game.step(NOW.plusSeconds(2))).isEqualTo(Game.Step.CRASH);
    }

    @Test
    void finishesWithItsSession() {
        Game game = game();
        game.claimed(NOW);
        game.end();

        assertThat(game.step(NOW)).isEqualTo(Game.Step.FINISH);
    }

    @Test
    void understandsNotifications() {
        Game game = game();
        Notifications notifications = new Notifications(game, Optional.empty(), () -> NOW);

        notifications.accept("{\"topic\":\"serverClaimed\",\"payload\":{\"session_id\":\"s1\"}}");
        assertThat(game.step(NOW)).isEqualTo(Game.Step.PLAY);

        notifications.accept("not json");
        notifications.accept("{\"topic\":\"crash\",\"payload\":\"now\"}");
        assertThat(game.step(NOW)).isEqualTo(Game.Step.CRASH);
    }

    private static Game game(String... arguments) {
        return new Game(Settings.of(Map.of("ORCHESTRATION_PAYLOAD_API", "127.0.0.1:1/x"), List.of(arguments)));
    }
}
