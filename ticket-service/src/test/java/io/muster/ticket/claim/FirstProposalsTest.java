package io.muster.ticket.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Envelope;
import io.muster.contracts.match.ProposalEvent;
import io.muster.contracts.match.TicketRef;
import io.muster.ticket.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstProposalsTest {

    private static final Envelope<ProposalEvent> AB = proposal("ab", "a", "b");
    private static final Envelope<ProposalEvent> BC = proposal("bc", "b", "c");
    private static final Envelope<ProposalEvent> CD = proposal("cd", "c", "d");

    @Test
    void takesProposalsOfDifferentTickets() {
        assertThat(FirstProposals.of(List.of(AB, CD))).containsExactly(AB, CD);
    }

    @Test
    void leavesProposalWithTicketOfAnEarlierOne() {
        assertThat(FirstProposals.of(List.of(AB, BC))).containsExactly(AB);
    }

    @Test
    void leavesProposalWithTicketOfOneThatIsLeftItself() {
        assertThat(FirstProposals.of(List.of(AB, BC, CD))).containsExactly(AB);
    }

    @Test
    void leavesProposalThatNamesTicketTwice() {
        assertThat(FirstProposals.of(List.of(proposal("aa", "a", "a")))).isEmpty();
    }

    @Test
    void leavesProposalWithoutTickets() {
        assertThat(FirstProposals.of(List.of(proposal("none")))).isEmpty();
    }

    private static Envelope<ProposalEvent> proposal(String id, String... ticketIds) {
        TicketRef[] refs = java.util.Arrays.stream(ticketIds)
                .map(ticket -> new TicketRef(ticket, 1))
                .toArray(TicketRef[]::new);
        return new Envelope<>(id, Samples.CREATED, null, Samples.proposal(id, refs));
    }
}
