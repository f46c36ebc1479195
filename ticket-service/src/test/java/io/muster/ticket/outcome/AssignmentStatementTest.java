package io.muster.ticket.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.runtime.db.Database;
import io.muster.testing.MusterInfrastructure;
import io.muster.ticket.StoredTickets;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketCommand;
import io.muster.ticket.lifecycle.TicketCommand.Assign;
import io.muster.ticket.lifecycle.TicketLifecycle;
import io.muster.ticket.store.AssignmentStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the statement that assigns to the decision it is the short form of. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class AssignmentStatementTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final TicketCommand claim = new TicketCommand.Claim("proposal", "match", 1, now);
    private final TicketCommand otherClaim = new TicketCommand.Claim("other", "other-match", 1, now);
    private final TicketCommand giveBack =
            new TicketCommand.Return("match", TicketCommand.Return.NO_SERVER, "None was free.", now);
    private final Assign assign = new Assign("match", "session", "192.0.2.1:1", now.plusMillis(1));

    @Inject
    Database database;

    @Inject
    AssignmentStore assignments;

    @Inject
    StoredTickets stored;

    @Inject
    TicketLifecycle lifecycle;

    @Test
    void storesWhatIsDecidedForTicketsInAllStates() {
        List<Ticket> tickets = List.of(
                stored.waiting("game", "duel"),
                stored.after(stored.waiting("game", "duel"), claim),
                stored.after(stored.waiting("game", "duel"), claim),
                stored.after(stored.waiting("game", "duel"), otherClaim),
                stored.after(stored.waiting("game", "duel"), claim, assign),
                stored.after(stored.waiting("game", "duel"), claim, giveBack),
                stored.after(stored.waiting("game", "duel"), new TicketCommand.Cancel("player", now)));
        OrderBatch decided =
                new OrderBatch(lifecycle, tickets.stream().collect(Collectors.toMap(Ticket::id, Function.identity())));
        tickets.forEach(ticket -> decided.decide(new TicketOrder(ticket.id(), assign, null)));

        Map<String, Ticket> found = assign(tickets, assign);

        assertThat(stored.standing(tickets))
                .isEqualTo(StoredTickets.standings(Stream.concat(tickets.stream(), decided.changed().stream())
                        .toList()));
        assertThat(StoredTickets.standings(found.values()))
                .isEqualTo(StoredTickets.standings(List.of(tickets.get(1), tickets.get(2))));
    }

    @Test
    void assignsWithoutConnection() {
        Ticket claimed = stored.after(stored.waiting("game", "duel"), claim);
        Assign withoutServer = new Assign("match", "session", null, now);

        assign(List.of(claimed), withoutServer);

        Ticket expected = claimed.apply(lifecycle.decide(claimed, withoutServer).event());
        assertThat(stored.standing(List.of(claimed))).isEqualTo(StoredTickets.standings(List.of(expected)));
    }

    @Test
    void letsThePlayersGo() {
        Ticket claimed = stored.after(stored.waiting("game", "duel"), claim);

        assign(List.of(claimed), assign);

        assertThat(stored.isActive(claimed)).isFalse();
    }

    @Test
    void keepsThePlayersOfTicketsThatItLeaves() {
        Ticket waiting = stored.waiting("game", "duel");

        assign(List.of(waiting), assign);

        assertThat(stored.isActive(waiting)).isTrue();
    }

    private Map<String, Ticket> assign(List<Ticket> tickets, Assign command) {
        Map<String, Assign> commands = tickets.stream().collect(Collectors.toMap(Ticket::id, _ -> command));
        return database.inOneStatement(session -> assignments.assign(session, commands))
                .await()
                .atMost(Duration.ofSeconds(60));
    }
}
