package io.muster.backfill.seat;

import io.muster.contracts.backfill.PendingProposal;
import io.muster.contracts.match.BackfillClaimed;
import io.muster.contracts.match.ClaimedTicket;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Whether claimed tickets get seats, and what the game server makes of them. */
final class ProposalDecisions {

    private final SeatPolicy policy;

    ProposalDecisions(SeatPolicy policy) {
        this.policy = policy;
    }

    Decision propose(SessionSeats seats, BackfillClaimed claim, Instant now) {
        Draft draft = new Draft(seats);
        Endings.rejectExpired(draft, now);
        String refusal = refusalOf(draft.seats(), claim);
        if (refusal == null) {
            PendingProposal pending = new PendingProposal(
                    claim.proposalId(), claim.tickets(), claim.teams(), now, now.plus(policy.proposalLife()));
            draft.add(new Change.Proposed(pending, now));
        } else {
            draft.add(new Change.Rejected(
                    claim.backfill().backfillId(),
                    claim.backfill().version() + 1,
                    claim.queue(),
                    claim.proposalId(),
                    claim.tickets(),
                    refusal,
                    now));
        }
        return draft.done();
    }

    /** Reason to refuse the claim, or null. */
    private static String refusalOf(SessionSeats seats, BackfillClaimed claim) {
        if (!seats.isOpen(claim.backfill().backfillId())) {
            return Reasons.CLOSED;
        }
        if (claim.backfill().version() < seats.ticket().rosterVersion()) {
            return Reasons.UPDATED;
        }
        boolean room = seats.pending() == null && seats.roster().hasRoomFor(claim.tickets(), claim.teams());
        return room ? null : Reasons.NO_SEAT;
    }

    Decision approve(SessionSeats seats, Command.Approve command, Instant now) {
        return onTicket(seats, command.actor(), command.backfillId(), draft -> {
            Endings.rejectExpired(draft, now);
            if (draft.seats().pending() == null) {
                renew(draft, now);
            } else {
                approve(draft, ticket -> true, now);
                Endings.closeWhenFull(draft, now);
            }
            return draft.done();
        });
    }

    Decision accept(SessionSeats seats, Command.Accept command, Instant now) {
        return onPending(seats, command.actor(), command.backfillId(), command.proposalId(), now, draft -> {
            List<String> unknown = unknownTickets(draft.seats().pending(), command.ticketIds());
            if (!unknown.isEmpty()) {
                return Decision.refuse(new Reply.UnknownTickets(unknown));
            }
            Set<String> wanted = command.ticketIds() == null ? null : new HashSet<>(command.ticketIds());
            approve(draft, ticket -> wanted == null || wanted.contains(ticket.ticketId()), now);
            return finish(draft, command.stop(), now);
        });
    }

    Decision reject(SessionSeats seats, Command.Reject command, Instant now) {
        return onPending(seats, command.actor(), command.backfillId(), command.proposalId(), now, draft -> {
            Endings.rejectPending(draft, Reasons.REJECTED, now);
            renew(draft, now);
            return finish(draft, command.stop(), now);
        });
    }

    private static Decision finish(Draft draft, boolean stop, Instant now) {
        Endings.closeWhenFull(draft, now);
        if (stop) {
            Endings.close(draft, Reasons.DELETED, true, now);
        }
        return draft.done();
    }

    private void approve(Draft draft, Predicate<ClaimedTicket> taken, Instant now) {
        PendingProposal pending = draft.seats().pending();
        List<ClaimedTicket> accepted = pending.tickets().stream().filter(taken).toList();
        List<ClaimedTicket> rejected =
                pending.tickets().stream().filter(taken.negate()).toList();
        draft.add(new Change.Approved(pending.proposalId(), accepted, rejected, now, now.plus(policy.ticketLife())));
    }

    /** A heartbeat every second is usual; writing each down would be a transaction a second and server for nothing. */
    private void renew(Draft draft, Instant now) {
        Instant renewed = now.plus(policy.ticketLife());
        if (!renewed.isBefore(draft.seats().ticket().expiresAt().plus(policy.renewalStep()))) {
            draft.add(new Change.Renewed(renewed));
        }
    }

    private static List<String> unknownTickets(PendingProposal pending, List<String> wanted) {
        if (wanted == null) {
            return List.of();
        }
        Set<String> proposed = new HashSet<>();
        pending.tickets().forEach(ticket -> proposed.add(ticket.ticketId()));
        return wanted.stream().filter(id -> !proposed.contains(id)).toList();
    }

    private interface Step {
        Decision of(Draft draft);
    }

    private static Decision onTicket(SessionSeats seats, Command.Actor actor, String backfillId, Step step) {
        if (!seats.isOpen(backfillId)) {
            return Decision.refuse(new Reply.NoTicket());
        }
        if (!actor.mayActOn(seats)) {
            return Decision.refuse(new Reply.NotYours());
        }
        return step.of(new Draft(seats));
    }

    /** When the time of the proposal is over, the rejection is kept although the sender is told that he was too late. */
    private static Decision onPending(
            SessionSeats seats, Command.Actor actor, String backfillId, String proposalId, Instant now, Step step) {
        return onTicket(seats, actor, backfillId, draft -> {
            Endings.rejectExpired(draft, now);
            PendingProposal pending = draft.seats().pending();
            if (pending == null || !pending.proposalId().equals(proposalId)) {
                String current = pending == null ? null : pending.proposalId();
                return new Decision(draft.done().changes(), new Reply.NotPending(current));
            }
            return step.of(draft);
        });
    }
}
