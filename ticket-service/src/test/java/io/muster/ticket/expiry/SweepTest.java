package io.muster.ticket.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Pool;
import io.muster.contracts.ticket.Player;
import io.muster.runtime.db.Database;
import io.muster.testing.MusterInfrastructure;
import io.muster.ticket.StoredTickets;
import io.muster.ticket.StoredTickets.Standing;
import io.muster.ticket.lifecycle.Decision;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketCommand;
import io.muster.ticket.lifecycle.TicketContent;
import io.muster.ticket.lifecycle.TicketDetails;
import io.muster.ticket.lifecycle.TicketLifecycle;
import io.muster.ticket.lifecycle.TicketState;
import io.muster.ticket.store.IntakeStore;
import io.muster.ticket.store.TicketStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Sweeps find what they look for among everything else. The service's own timers sweep at the same time and pass over
 * what another sweep holds, so a test looks for tickets that are due at another time than the timers': none that waits is
 * due yet, none that ended is old enough.
 */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class SweepTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Less than the time for which the service keeps ended tickets. */
    private static final Duration A_WHILE = Duration.ofMinutes(5);

    private final String namespace = "sweep-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    Database database;

    @Inject
    IntakeStore intake;

    @Inject
    TicketStore store;

    @Inject
    TicketSweeper sweep;

    @Inject
    PurgeSweeper purge;

    @Inject
    TicketLifecycle lifecycle;

    @Inject
    StoredTickets stored;

    @Test
    void expiresAllTicketsWhoseTimeIsOverHoweverManyPlayersTheyHave() {
        List<Ticket> due = stored(150, 5, now, now.plusSeconds(600));
        List<Ticket> later = stored(3, 5, now, now.plusSeconds(601));

        sweep.expire(now.plusSeconds(600)).await().atMost(PATIENCE);

        assertThat(states(due)).containsOnly(new TicketState.Expired());
        assertThat(states(later)).containsOnly(new TicketState.Waiting(null));
    }

    @Test
    void doesNotExpireClaimedTicket() {
        List<Ticket> due = tickets(1, 1, now, now.plusSeconds(600));
        Ticket claimed = claimed(due.getFirst());
        store(due, List.of(claimed));

        sweep.expire(now.plusSeconds(600)).await().atMost(PATIENCE);

        assertThat(states(List.of(claimed))).containsExactly(claimed.state());
    }

    @Test
    void failsAllTicketsThatWaitInQueueThatIsGone() {
        List<Ticket> gone = stored(150, 5, now.minusSeconds(1), now.plusSeconds(600));
        Ticket elsewhere = stored.waiting(namespace, "other");

        sweep.failWaiting(new Pool(namespace, "duel"), now).await().atMost(PATIENCE);

        assertThat(states(gone)).hasOnlyElementsOfType(TicketState.Failed.class);
        assertThat(states(List.of(elsewhere))).containsOnly(new TicketState.Waiting(null));
    }

    @Test
    void keepsTicketsThatCameAfterTheirQueueWasDeleted() {
        List<Ticket> later = stored(1, 1, now, now.plusSeconds(600));

        sweep.failWaiting(new Pool(namespace, "duel"), now.minusMillis(1))
                .await()
                .atMost(PATIENCE);

        assertThat(states(later)).containsOnly(new TicketState.Waiting(null));
    }

    @Test
    void countsTicketsThatWaitAndNotTheirPlayers() {
        List<Ticket> tickets = tickets(4, 3, now, now.plusSeconds(600));
        store(tickets, List.of(claimed(tickets.getFirst())));

        Map<Pool, Long> counts = database.read(store::countWaiting).await().atMost(PATIENCE);

        assertThat(counts).containsEntry(new Pool(namespace, "duel"), 3L);
    }

    @Test
    void purgesAllTicketsThatEndedBeforeAMoment() {
        Instant before = now.minus(A_WHILE);
        List<Ticket> old = tickets(1_200, 1, before, now);
        store(old, old.stream().map(ticket -> expired(ticket, before)).toList());

        purge.purge(before.plusMillis(1)).await().atMost(PATIENCE);

        assertThat(stored.standing(old)).isEmpty();
    }

    @Test
    void keepsTicketsThatWaitOrEndedLaterHoweverOldTheyAre() {
        List<Ticket> old = tickets(2, 1, now.minus(Duration.ofHours(2)), now.plusSeconds(600));
        store(old, List.of(expired(old.getFirst(), now)));

        purge.purge(now.minus(A_WHILE)).await().atMost(PATIENCE);

        assertThat(stored.standing(old)).hasSize(2);
    }

    private Ticket claimed(Ticket ticket) {
        Decision decision = lifecycle.decide(ticket, new TicketCommand.Claim("proposal", "match", 1, now));
        return ticket.apply(decision.event());
    }

    private static Ticket expired(Ticket ticket, Instant at) {
        return new Ticket(ticket.details(), 2, 0, at, new TicketState.Expired());
    }

    private List<TicketState> states(Collection<Ticket> tickets) {
        return stored.standing(tickets).values().stream().map(Standing::state).toList();
    }

    private List<Ticket> stored(int count, int players, Instant created, Instant expires) {
        List<Ticket> tickets = tickets(count, players, created, expires);
        store(tickets, List.of());
        return tickets;
    }

    /** Stores tickets and what becomes of some of them at once, so that no timer comes between. */
    private void store(List<Ticket> tickets, List<Ticket> changed) {
        database.inTransaction(session -> intake.reservePlayers(session, tickets)
                        .chain(() -> intake.insert(session, tickets))
                        .chain(() -> store.save(session, changed)))
                .await()
                .atMost(PATIENCE);
    }

    private List<Ticket> tickets(int count, int players, Instant created, Instant expires) {
        return IntStream.range(0, count)
                .mapToObj(_ -> Ticket.create(new TicketDetails(
                        namespace, id(created), "duel", "author", party(players), created, expires, null)))
                .toList();
    }

    private static TicketContent party(int players) {
        return TicketContent.of(
                Map.of(),
                Map.of(),
                IntStream.range(0, players)
                        .mapToObj(_ -> new Player("player-" + UUID.randomUUID(), Map.of(), List.of()))
                        .toList());
    }

    /** An id of that time, as {@code UuidV7Source} would have made it. */
    private static String id(Instant created) {
        UUID random = UUID.randomUUID();
        long time = (created.toEpochMilli() << 16) | 0x7000 | (random.getMostSignificantBits() & 0xfff);
        return new UUID(time, random.getLeastSignificantBits()).toString();
    }
}
