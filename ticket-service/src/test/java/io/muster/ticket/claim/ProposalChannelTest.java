package io.muster.ticket.claim;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.match.BackfillClaimed;
import io.muster.contracts.match.BackfillRef;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchEvent;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.TicketRef;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketFailed;
import io.muster.runtime.id.DerivedIds;
import io.muster.testing.MusterInfrastructure;
import io.muster.ticket.TicketDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ProposalChannelTest {

    private TicketDriver driver;

    @BeforeEach
    void openQueue() {
        driver = new TicketDriver();
        driver.openQueue("duel", 60);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void claimsAllTicketsOfProposal() {
        String one = driver.create("duel", "p1");
        String two = driver.create("duel", "p2");
        MatchProposed proposal = driver.proposal(one, two);

        driver.probe().publish(Topics.PROPOSALS, proposal);

        MatchClaimed claimed = awaitMatch(proposal);
        assertThat(claimed.matchId()).isEqualTo(DerivedIds.ordered(proposal.proposalId(), "match"));
        assertThat(claimed.tickets()).extracting(ticket -> ticket.ticketId()).containsExactly(one, two);
        assertThat(claimed.tickets()).extracting(ticket -> ticket.version()).containsOnly(2L);
        assertThat(claimed.tickets().getFirst().players().getFirst().customData())
                .containsEntry("skill", 1500);
        assertThat(driver.await(TicketClaimed.class, one).version()).isEqualTo(2);
        driver.get(one)
                .body("state", equalTo("CLAIMED"))
                .body("matchId", equalTo(claimed.matchId()))
                .body("assignment", nullValue());
    }

    @Test
    void claimsForBackfill() {
        String one = driver.create("duel", "p1");
        BackfillRef backfill = new BackfillRef("backfill-1", 3, "session-1");
        MatchProposed proposal = driver.proposal(List.of(new TicketRef(one, 1)), backfill);

        driver.probe().publish(Topics.PROPOSALS, proposal);

        BackfillClaimed claimed = driver.probe()
                .await(
                        Topics.MATCHES,
                        BackfillClaimed.class,
                        e -> e.proposalId().equals(proposal.proposalId()));
        assertThat(claimed.backfill()).isEqualTo(backfill);
    }

    @Test
    void claimsNothingWhenOneTicketIsGone() {
        String one = driver.create("duel", "p1");
        String two = driver.create("duel", "p2");
        driver.delete(two).statusCode(200);
        long before = events(TicketCancelled.class, two);

        driver.probe().publish(Topics.PROPOSALS, driver.proposal(one, two));

        Awaitility.await().until(() -> events(TicketCancelled.class, two) > before);
        assertThat(driver.state(one)).isEqualTo("WAITING");
    }

    @Test
    void refusesOtherVersionAndTellsHowTheTicketStands() {
        String one = driver.create("duel", "p1");
        MatchProposed first = driver.proposal(one);
        driver.probe().publish(Topics.PROPOSALS, first);
        awaitMatch(first);

        MatchProposed second = driver.proposal(List.of(new TicketRef(one, 2)), null);
        driver.probe().publish(Topics.PROPOSALS, second);

        List<Envelope<TicketClaimed>> claims = driver.probe()
                .awaitCount(
                        Topics.TICKETS, TicketClaimed.class, e -> e.ticketId().equals(one), 2);
        assertThat(claims)
                .extracting(Envelope::id)
                .containsOnly(claims.getFirst().id());
        assertThat(claims)
                .extracting(Envelope::event)
                .containsOnly(claims.getFirst().event());
        assertThat(matches(second)).isEmpty();
    }

    @Test
    void answersReplayedProposalWithTheSameEvents() {
        String one = driver.create("duel", "p1");
        MatchProposed proposal = driver.proposal(one);
        Envelope<MatchProposed> envelope = new Envelope<>(UUID.randomUUID().toString(), Instant.now(), null, proposal);

        driver.probe().publish(Topics.PROPOSALS, generalise(envelope));
        driver.probe().publish(Topics.PROPOSALS, generalise(envelope));

        List<Envelope<MatchEvent>> claims =
                driver.probe().awaitCount(Topics.MATCHES, MatchEvent.class, e -> is(e, proposal), 2);
        assertThat(claims).containsOnly(claims.getFirst());
        driver.get(one).body("version", equalTo(2));
    }

    @Test
    void letsOneOfTwoCompetingProposalsWin() {
        String shared = driver.create("duel", "p1");
        String left = driver.create("duel", "p2");
        String right = driver.create("duel", "p3");
        MatchProposed first = driver.proposal(shared, left);
        MatchProposed second = driver.proposal(shared, right);

        driver.probe().publish(Topics.PROPOSALS, first);
        driver.probe().publish(Topics.PROPOSALS, second);

        awaitMatch(first);
        driver.probe()
                .awaitCount(
                        Topics.TICKETS, TicketClaimed.class, e -> e.ticketId().equals(shared), 2);
        assertThat(driver.state(right)).isEqualTo("WAITING");
        assertThat(matches(second)).isEmpty();
    }

    @Test
    void claimsNoTicketOfAnotherNamespace() {
        String own = driver.create("duel", "p1");
        try (TicketDriver other = new TicketDriver()) {
            other.openQueue("duel", 60);
            String foreign = other.create("duel", "p1");
            MatchProposed proposal = driver.proposal(own, foreign);

            driver.probe().publish(Topics.PROPOSALS, proposal);
            MatchProposed fence = driver.proposal(driver.create("duel", "p9"));
            driver.probe().publish(Topics.PROPOSALS, fence);

            awaitMatch(fence);
            assertThat(driver.state(own)).isEqualTo("WAITING");
            assertThat(other.state(foreign)).isEqualTo("WAITING");
        }
    }

    @Test
    void tellsThatUnknownTicketIsGone() {
        String unknown = UUID.randomUUID().toString();

        driver.probe().publish(Topics.PROPOSALS, driver.proposal(unknown, "no-uuid"));

        assertThat(driver.await(TicketFailed.class, unknown).version()).isEqualTo(2);
        assertThat(driver.await(TicketFailed.class, "no-uuid").reason()).isEqualTo("unknown-ticket");
    }

    @Test
    void answersEitherCancelledOrTooLateWhenBothComeAtOnce() {
        for (int i = 0; i < 20; i++) {
            String one = driver.create("duel", "racer-" + i);
            MatchProposed proposal = driver.proposal(one);
            CompletableFuture<Void> claim =
                    CompletableFuture.runAsync(() -> driver.probe().publish(Topics.PROPOSALS, proposal));

            int status = given().auth()
                    .oauth2(driver.serviceToken())
                    .delete(driver.path() + "?id=" + one)
                    .statusCode();
            claim.join();

            if (status == 200) {
                assertThat(driver.await(TicketCancelled.class, one).version()).isEqualTo(2);
                assertThat(driver.state(one)).isEqualTo("CANCELLED");
                assertThat(matches(proposal)).isEmpty();
            } else {
                assertThat(status).isEqualTo(409);
                assertThat(awaitMatch(proposal).tickets()).hasSize(1);
                driver.delete(one)
                        .statusCode(409)
                        .body("matchId", equalTo(DerivedIds.ordered(proposal.proposalId(), "match")));
            }
        }
    }

    private MatchClaimed awaitMatch(MatchProposed proposal) {
        return driver.probe().await(Topics.MATCHES, MatchClaimed.class, e -> is(e, proposal));
    }

    private List<Envelope<MatchEvent>> matches(MatchProposed proposal) {
        return driver.probe().seen(Topics.MATCHES, MatchEvent.class, e -> is(e, proposal));
    }

    private static boolean is(MatchEvent event, MatchProposed proposal) {
        return event.matchId().equals(DerivedIds.ordered(proposal.proposalId(), "match"));
    }

    private long events(Class<TicketCancelled> type, String ticketId) {
        return driver.probe()
                .seen(Topics.TICKETS, type, event -> event.ticketId().equals(ticketId))
                .size();
    }

    private static Envelope<io.muster.contracts.match.ProposalEvent> generalise(Envelope<MatchProposed> envelope) {
        return new Envelope<>(envelope.id(), envelope.time(), envelope.traceparent(), envelope.event());
    }
}
