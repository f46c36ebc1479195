package io.muster.ticket.claim;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.match.MatchEvent;
import io.muster.contracts.match.ProposalEvent;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.runtime.event.Outgoing;
import io.muster.ticket.publish.TicketAnnouncements;
import java.util.stream.Stream;

/** A proposal as it came, and what became of it. */
record JudgedProposal(Envelope<ProposalEvent> proposal, ClaimOutcome outcome) {

    /** What to publish; the same again when the proposal comes again. */
    Stream<Outgoing<?>> answers() {
        Stream<Outgoing<TicketEvent>> tickets =
                outcome.ticketEvents().stream().map(event -> TicketAnnouncements.of(event, proposal.traceparent()));
        return switch (outcome) {
            case ClaimOutcome.Accepted accepted -> Stream.concat(tickets, Stream.of(announce(accepted.match())));
            case ClaimOutcome.Refused _ -> tickets.map(event -> event);
        };
    }

    private Outgoing<MatchEvent> announce(MatchEvent match) {
        return Outgoing.caused(Topics.MATCHES, match, proposal, match.claimedAt());
    }
}
