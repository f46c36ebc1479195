package io.muster.ticket.claim;

import io.muster.contracts.match.BackfillClaimed;
import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchEvent;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.TicketRef;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.contracts.ticket.TicketFailed;
import io.muster.ticket.lifecycle.Decision;
import io.muster.ticket.lifecycle.MatchIds;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketCommand;
import io.muster.ticket.lifecycle.TicketLifecycle;
import io.muster.ticket.lifecycle.TicketState.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges the proposals of one transaction one after the other, each on the tickets as the ones before left them: the
 * first proposal of a ticket wins. Used by one thread, for one batch.
 */
public final class ClaimBatch {

    private final TicketLifecycle lifecycle;
    private final Map<String, Ticket> tickets;
    private final Map<String, Ticket> changed = new LinkedHashMap<>();
    private final Instant now;

    /**
     * Starts a batch.
     *
     * @param tickets every ticket the proposals name and that exists, as it is under lock
     * @param now moment of the claims
     */
    public ClaimBatch(TicketLifecycle lifecycle, Map<String, Ticket> tickets, Instant now) {
        this.lifecycle = lifecycle;
        this.tickets = new HashMap<>(tickets);
        this.now = now;
    }

    /** The tickets that must be stored, each in its newest state. */
    public List<Ticket> changed() {
        return List.copyOf(changed.values());
    }

    /** Claims all tickets of the proposal, or none. */
    public ClaimOutcome decide(MatchProposed proposal) {
        String matchId = MatchIds.of(proposal.proposalId());
        if (isRepeated(proposal, matchId)) {
            return repeat(proposal, matchId);
        }
        List<TicketEvent> claims = new ArrayList<>(proposal.tickets().size());
        List<TicketEvent> obstacles = new ArrayList<>();
        for (TicketRef ref : proposal.tickets()) {
            switch (decide(proposal, matchId, ref)) {
                case Decision.Changed(TicketEvent event) -> claims.add(event);
                case Decision.Unchanged(TicketEvent event) -> obstacles.add(event);
            }
        }
        if (!obstacles.isEmpty() || claims.isEmpty() || namesTicketTwice(proposal)) {
            return new ClaimOutcome.Refused(proposal, obstacles);
        }
        claims.forEach(this::apply);
        return new ClaimOutcome.Accepted(proposal, claims, match(proposal, matchId, now), false);
    }

    private Decision decide(MatchProposed proposal, String matchId, TicketRef ref) {
        Ticket ticket = tickets.get(ref.ticketId());
        if (ticket == null) {
            return new Decision.Unchanged(unknown(proposal, ref));
        }
        if (!ticket.details().pool().equals(proposal.pool())) {
            return new Decision.Unchanged(ticket.lastEvent());
        }
        return lifecycle.decide(ticket, new TicketCommand.Claim(proposal.proposalId(), matchId, ref.version(), now));
    }

    /** A match function must not hold on to a ticket nobody knows, such as one that ended long ago. */
    private TicketEvent unknown(MatchProposed proposal, TicketRef ref) {
        return new TicketFailed(
                proposal.namespace(),
                ref.ticketId(),
                ref.version() + 1,
                proposal.queue(),
                "unknown-ticket",
                "There is no such ticket any more.",
                proposal.proposedAt());
    }

    private static boolean namesTicketTwice(MatchProposed proposal) {
        Set<String> seen = new HashSet<>();
        return !proposal.tickets().stream().map(TicketRef::ticketId).allMatch(seen::add);
    }

    private void apply(TicketEvent event) {
        Ticket next = tickets.get(event.ticketId()).apply(event);
        tickets.put(next.id(), next);
        changed.put(next.id(), next);
    }

    private boolean isRepeated(MatchProposed proposal, String matchId) {
        return !proposal.tickets().isEmpty()
                && proposal.tickets().stream().allMatch(ref -> {
                    Ticket ticket = tickets.get(ref.ticketId());
                    return ticket != null
                            && ticket.claim()
                                    .map(Claim::matchId)
                                    .filter(matchId::equals)
                                    .isPresent();
                });
    }

    private ClaimOutcome repeat(MatchProposed proposal, String matchId) {
        List<TicketEvent> claims = new ArrayList<>(proposal.tickets().size());
        for (TicketRef ref : proposal.tickets()) {
            claims.add(new TicketClaimed(
                    proposal.namespace(),
                    ref.ticketId(),
                    ref.version() + 1,
                    proposal.queue(),
                    proposal.proposalId(),
                    matchId,
                    claimedAt(ref)));
        }
        Instant claimedAt = claimedAt(proposal.tickets().getFirst());
        return new ClaimOutcome.Accepted(proposal, claims, match(proposal, matchId, claimedAt), true);
    }

    private Instant claimedAt(TicketRef ref) {
        return tickets.get(ref.ticketId()).claim().orElseThrow().claimedAt();
    }

    private MatchEvent match(MatchProposed proposal, String matchId, Instant claimedAt) {
        List<ClaimedTicket> claimed =
                proposal.tickets().stream().map(this::claimedTicket).toList();
        return proposal.backfill() == null
                ? new MatchClaimed(
                        proposal.namespace(),
                        matchId,
                        proposal.proposalId(),
                        proposal.queue(),
                        claimed,
                        proposal.teams(),
                        proposal.region(),
                        proposal.settings(),
                        claimedAt)
                : new BackfillClaimed(
                        proposal.namespace(),
                        matchId,
                        proposal.proposalId(),
                        proposal.queue(),
                        proposal.backfill(),
                        claimed,
                        proposal.teams(),
                        proposal.region(),
                        proposal.settings(),
                        claimedAt);
    }

    private ClaimedTicket claimedTicket(TicketRef ref) {
        Ticket ticket = tickets.get(ref.ticketId());
        return new ClaimedTicket(
                ticket.id(),
                ref.version() + 1,
                ticket.details().content().attributes(),
                ticket.details().content().players(),
                ticket.details().createdAt());
    }
}
