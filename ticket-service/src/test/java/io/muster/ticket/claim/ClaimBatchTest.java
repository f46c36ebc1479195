package io.muster.ticket.claim;

import static io.muster.ticket.Samples.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.match.TicketRef;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketCreated;
import io.muster.contracts.ticket.TicketFailed;
import io.muster.ticket.Samples;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketLifecycle;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClaimBatchTest {

    private static final Instant NOW = CREATED.plusSeconds(5);
    private static final TicketRef A = new TicketRef("a", 1);
    private static final TicketRef B = new TicketRef("b", 1);
    private static final TicketRef C = new TicketRef("c", 1);

    @Test
    void claimsAllTickets() {
        ClaimBatch batch = batch("a", "b");

        ClaimOutcome outcome = batch.decide(Samples.proposal("p1", A, B));

        assertThat(outcome).isInstanceOf(ClaimOutcome.Accepted.class);
        assertThat(batch.changed()).extracting(Ticket::id).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void claimsNothingWhenOneTicketIsMissing() {
        ClaimBatch batch = batch("a");

        ClaimOutcome outcome = batch.decide(Samples.proposal("p1", A, B));

        assertThat(outcome).isInstanceOf(ClaimOutcome.Refused.class);
        assertThat(batch.changed()).isEmpty();
        assertThat(outcome.ticketEvents()).singleElement().isInstanceOf(TicketFailed.class);
    }

    @Test
    void letsTheFirstProposalOfBatchWin() {
        ClaimBatch batch = batch("a", "b", "c");
        batch.decide(Samples.proposal("p1", A, B));

        ClaimOutcome second = batch.decide(Samples.proposal("p2", B, C));

        assertThat(second).isInstanceOf(ClaimOutcome.Refused.class);
        assertThat(second.ticketEvents()).singleElement().isInstanceOf(TicketClaimed.class);
        assertThat(batch.changed()).extracting(Ticket::id).doesNotContain("c");
    }

    @Test
    void refusesProposalThatNamesTicketTwice() {
        assertThat(batch("a").decide(Samples.proposal("p1", A, A))).isInstanceOf(ClaimOutcome.Refused.class);
    }

    @Test
    void refusesEmptyProposal() {
        assertThat(batch("a").decide(Samples.proposal("p1"))).isInstanceOf(ClaimOutcome.Refused.class);
    }

    @Test
    void refusesTicketOfOtherQueueTellingHowItStands() {
        ClaimBatch batch = batch(Samples.ticket("game", "other", "a"));

        ClaimOutcome outcome = batch.decide(Samples.proposal("p1", A));

        assertThat(outcome.ticketEvents()).singleElement().isInstanceOf(TicketCreated.class);
        assertThat(batch.changed()).isEmpty();
    }

    @Test
    void repeatsItselfWithinBatch() {
        ClaimBatch batch = batch("a", "b");
        ClaimOutcome first = batch.decide(Samples.proposal("p1", A, B));

        ClaimOutcome again = batch.decide(Samples.proposal("p1", A, B));

        assertThat(again.ticketEvents()).isEqualTo(first.ticketEvents());
        assertThat(((ClaimOutcome.Accepted) again).match()).isEqualTo(((ClaimOutcome.Accepted) first).match());
    }

    private static ClaimBatch batch(String... ticketIds) {
        return batch(Arrays.stream(ticketIds).map(Samples::ticket).toArray(Ticket[]::new));
    }

    private static ClaimBatch batch(Ticket... tickets) {
        return new ClaimBatch(
                new TicketLifecycle(3),
                Arrays.stream(tickets).collect(Collectors.toMap(Ticket::id, Function.identity())),
                NOW);
    }
}
