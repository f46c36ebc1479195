package io.muster.backfill.seat;

import java.time.Instant;

/**
 * The decision maker: state and command in, changes and reply out, nothing else. Safe to call from any thread; the same
 * arguments always give the same decision.
 */
public final class Decider {

    private final SessionDecisions sessions;
    private final ProposalDecisions proposals;
    private final TicketDecisions tickets;

    public Decider(SeatPolicy policy) {
        this.sessions = new SessionDecisions(policy);
        this.proposals = new ProposalDecisions(policy);
        this.tickets = new TicketDecisions(policy);
    }

    public Decision decide(SessionSeats seats, Command command, Instant now) {
        return switch (command) {
            case Command.ExpectSession expect -> sessions.expect(seats, expect, now);
            case Command.FollowSession follow -> sessions.follow(seats, follow, now);
            case Command.EndSession end -> sessions.end(seats, end, now);
            case Command.Propose propose -> proposals.propose(seats, propose.claim(), now);
            case Command.Approve approve -> proposals.approve(seats, approve, now);
            case Command.Accept accept -> proposals.accept(seats, accept, now);
            case Command.Reject reject -> proposals.reject(seats, reject, now);
            case Command.Open open -> tickets.open(seats, open, now);
            case Command.Replace replace -> tickets.replace(seats, replace, now);
            case Command.Close close -> tickets.close(seats, close, now);
            case Command.Read read -> tickets.read(seats, read);
            case Command.Expire expire -> tickets.expire(seats, now);
        };
    }
}
