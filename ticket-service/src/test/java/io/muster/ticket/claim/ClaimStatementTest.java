package io.muster.ticket.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Envelope;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.ProposalEvent;
import io.muster.contracts.match.TicketRef;
import io.muster.runtime.db.Database;
import io.muster.testing.MusterInfrastructure;
import io.muster.ticket.Samples;
import io.muster.ticket.StoredTickets;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketCommand;
import io.muster.ticket.lifecycle.TicketLifecycle;
import io.muster.ticket.store.ClaimStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the statement that claims to the decision it is the short form of. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ClaimStatementTest {

    private static final int TICKETS = 12;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    Database database;

    @Inject
    ClaimStore claims;

    @Inject
    StoredTickets stored;

    @Inject
    TicketLifecycle lifecycle;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void storesWhatIsDecided(long seed) {
        Random random = new Random(seed);
        List<Ticket> tickets = tickets(random);
        List<MatchProposed> proposals = proposals(random, tickets);
        ClaimBatch decided = new ClaimBatch(lifecycle, byId(tickets), now);
        proposals.forEach(decided::decide);

        Map<String, Ticket> found = claim(proposals).await().atMost(Duration.ofSeconds(60));

        Map<String, Ticket> expected = new HashMap<>(byId(tickets));
        expected.putAll(byId(decided.changed()));
        assertThat(stored.standing(tickets)).isEqualTo(StoredTickets.standings(expected.values()));
        assertThat(StoredTickets.standings(found.values()))
                .isEqualTo(StoredTickets.standings(tickets.stream()
                        .filter(ticket -> byId(decided.changed()).containsKey(ticket.id()))
                        .toList()));
    }

    @Test
    void findsTheTicketsAsTheyWereWritten() {
        Ticket ticket = stored.waiting("game", "duel");

        Map<String, Ticket> found =
                claim(List.of(proposal(ref(ticket, 0)))).await().atMost(Duration.ofSeconds(60));

        Ticket claimed = found.get(ticket.id());
        assertThat(claimed.details())
                .usingRecursiveComparison()
                .ignoringFields("content")
                .isEqualTo(ticket.details());
        assertThat(claimed.details().content().players())
                .isEqualTo(ticket.details().content().players());
    }

    @Test
    void claimsNothingForTicketThatCannotExist() {
        Ticket ticket = stored.waiting("game", "duel");

        Map<String, Ticket> found = claim(List.of(proposal(ref(ticket, 0), new TicketRef("no-uuid", 1))))
                .await()
                .atMost(Duration.ofSeconds(60));

        assertThat(found).isEmpty();
    }

    @Test
    void givesEveryTicketToOneOfManyStatementsAtOnce() {
        List<Ticket> tickets = IntStream.range(0, TICKETS)
                .mapToObj(_ -> stored.waiting("game", "duel"))
                .toList();
        List<Uni<Map<String, Ticket>>> rivals = IntStream.range(0, TICKETS)
                .mapToObj(i -> claim(List.of(
                        proposal(ref(tickets.get(i), 0), ref(tickets.get((i + 5) % TICKETS), 0)),
                        proposal(ref(tickets.get((i + 3) % TICKETS), 0), ref(tickets.get((i + 1) % TICKETS), 0)))))
                .toList();

        List<Map<String, Ticket>> found =
                Uni.join().all(rivals).andFailFast().await().atMost(Duration.ofSeconds(60));

        List<String> claimed =
                found.stream().flatMap(one -> one.keySet().stream()).toList();
        assertThat(claimed).isNotEmpty().doesNotHaveDuplicates();
        assertThat(stored.standing(tickets).entrySet().stream()
                        .filter(entry -> entry.getValue().version() == 2)
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(claimed);
    }

    private Uni<Map<String, Ticket>> claim(List<MatchProposed> proposals) {
        return database.inOneStatement(session -> claims.claim(session, proposals, now));
    }

    /** Tickets in all states a proposal may find them in. */
    private List<Ticket> tickets(Random random) {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < TICKETS; i++) {
            TicketCommand claim = new TicketCommand.Claim("earlier", "match", 1, now);
            TicketCommand assign = new TicketCommand.Assign("match", "session", "192.0.2.1:1", now);
            TicketCommand giveBack =
                    new TicketCommand.Return("match", TicketCommand.Return.NO_SERVER, "None was free.", now);
            Ticket fresh = stored.waiting("game", random.nextInt(8) == 0 ? "other" : "duel");
            tickets.add(
                    switch (random.nextInt(8)) {
                        case 0 -> stored.after(fresh, claim);
                        case 1 -> stored.after(fresh, claim, assign);
                        case 2, 3 -> stored.after(fresh, claim, giveBack);
                        case 4 -> stored.after(fresh, new TicketCommand.Cancel("player", now));
                        default -> fresh;
                    });
        }
        return tickets;
    }

    /** Proposals of one to three tickets, one in ten of them in another version. */
    private List<MatchProposed> proposals(Random random, List<Ticket> tickets) {
        List<Envelope<ProposalEvent>> proposals = new ArrayList<>();
        for (int i = 0; i < TICKETS; i++) {
            TicketRef[] refs = random.ints(1 + random.nextInt(3), 0, TICKETS)
                    .mapToObj(number -> ref(tickets.get(number), random.nextInt(10) == 0 ? 1 : 0))
                    .toArray(TicketRef[]::new);
            proposals.add(new Envelope<>("proposal-" + i, now, null, proposal(refs)));
        }
        return FirstProposals.of(proposals).stream()
                .map(proposal -> (MatchProposed) proposal.event())
                .toList();
    }

    private static MatchProposed proposal(TicketRef... refs) {
        return Samples.proposal(UUID.randomUUID().toString(), refs);
    }

    private static TicketRef ref(Ticket ticket, int staleness) {
        return new TicketRef(ticket.id(), ticket.version() + staleness);
    }

    private static Map<String, Ticket> byId(List<Ticket> tickets) {
        return tickets.stream().collect(Collectors.toMap(Ticket::id, Function.identity()));
    }
}
