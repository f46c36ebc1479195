package io.muster.ticket.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.contracts.ticket.Player;
import io.muster.runtime.security.Caller;
import io.muster.runtime.security.Role;
import io.muster.ticket.Reader;
import io.muster.ticket.Samples;
import io.muster.ticket.intake.TicketRequest;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorsTest {

    private final Authors authors = new Authors(false);
    private final Caller service = new Caller("game", "backend", Set.of(Role.SERVICE));
    private final Caller player = new Caller("game", "p1", Set.of(Role.PLAYER));

    @Test
    void letsServiceActForAnyPlayer() {
        assertThat(authors.authorOf(service, "p9", request("p1", "p2"))).isEqualTo("p9");
    }

    @Test
    void takesTheFirstPlayerWhenServiceNamesNoAuthor() {
        assertThat(authors.authorOf(service, null, request("p1", "p2"))).isEqualTo("p1");
    }

    @Test
    void asksForPlayerWhenNobodyNamesOne() {
        assertThat(status(() -> authors.authorOf(service, null, request()))).isEqualTo(400);
    }

    @Test
    void letsPlayerActForItselfOnly() {
        assertThat(authors.authorOf(player, "p1", request("p1"))).isEqualTo("p1");
        assertThat(status(() -> authors.authorOf(player, "p2", request("p1")))).isEqualTo(403);
        assertThat(status(() -> authors.authorOf(player, null, request("p1", "p2"))))
                .isEqualTo(403);
    }

    @Test
    void letsPlayerLeadWhenTheOperatorAllowsIt() {
        Authors leaders = new Authors(true);

        assertThat(leaders.authorOf(player, null, request("p1", "p2"))).isEqualTo("p1");
        assertThat(status(() -> leaders.authorOf(player, null, request("p2", "p3"))))
                .isEqualTo(403);
    }

    @Test
    void refusesUnreadableAuthor() {
        assertThat(status(() -> authors.authorOf(service, "a\u0000b", request("p1"))))
                .isEqualTo(400);
        assertThat(status(() -> authors.authorOf(service, "x".repeat(65), request("p1"))))
                .isEqualTo(400);
    }

    @Test
    void showsTicketsToTheirAuthorAndToTrustedCallersOfTheNamespace() {
        assertThat(authors.readerOf(service, null).sees(Samples.ticket("t"))).isTrue();
        assertThat(authors.readerOf(player, null).sees(Samples.ticket("t"))).isFalse();
        assertThat(new Reader("game", "player-of-t", false).sees(Samples.ticket("t")))
                .isTrue();
        assertThat(new Reader("other", "backend", true).sees(Samples.ticket("t")))
                .isFalse();
    }

    private static TicketRequest request(String... playerIds) {
        return new TicketRequest(
                Optional.of("duel"),
                Map.of(),
                Map.of(),
                Arrays.stream(playerIds)
                        .map(id -> new Player(id, Map.of(), null))
                        .toList(),
                Optional.empty());
    }

    private static int status(Runnable call) {
        return catchThrowableOfType(HttpProblem.class, call::run).getStatusCode();
    }
}
