package io.muster.backfill.seat;

import java.time.Instant;

/** Opening, replacing, closing and expiring the backfill ticket of a session. */
final class TicketDecisions {

    private final SeatPolicy policy;

    TicketDecisions(SeatPolicy policy) {
        this.policy = policy;
    }

    Decision open(SessionSeats seats, Command.Open command, Instant now) {
        if (seats.session().phase() != SessionView.Phase.RUNNING) {
            return Decision.refuse(new Reply.NoSession());
        }
        if (!command.actor().mayActOn(seats)) {
            return Decision.refuse(new Reply.NotYours());
        }
        if (seats.seeking()) {
            return Decision.refuse(new Reply.AlreadyOpen(seats.ticket().backfillId()));
        }
        if (command.queue() != null && !command.queue().equals(seats.host().queue())) {
            return Decision.refuse(new Reply.BadContent(
                    "queueName",
                    "the session was made for queue '" + seats.host().queue() + "'"));
        }
        return switch (ContentRoster.of(seats, command.content())) {
            case ContentRoster.Bad bad -> Decision.refuse(bad.reply());
            case ContentRoster.Good good -> open(seats, command, good.roster(), now);
        };
    }

    private Decision open(SessionSeats seats, Command.Open command, Roster roster, Instant now) {
        if (roster.free() <= 0) {
            return Decision.refuse(new Reply.Full(roster.capacity()));
        }
        Host host = hostOf(seats, command.content());
        Draft draft = new Draft(seats);
        draft.add(new Change.Opened(command.backfillId(), host, roster, now, now.plus(policy.ticketLife())));
        return draft.done();
    }

    Decision replace(SessionSeats seats, Command.Replace command, Instant now) {
        if (!seats.isOpen(command.backfillId())) {
            return Decision.refuse(new Reply.NoTicket());
        }
        if (!command.actor().mayActOn(seats)) {
            return Decision.refuse(new Reply.NotYours());
        }
        return switch (ContentRoster.of(seats, command.content())) {
            case ContentRoster.Bad bad -> Decision.refuse(bad.reply());
            case ContentRoster.Good good -> {
                Draft draft = new Draft(seats);
                Endings.rejectPending(draft, Reasons.UPDATED, now);
                Host host = hostOf(seats, command.content());
                draft.add(new Change.Updated(host, good.roster(), now, now.plus(policy.ticketLife())));
                Endings.closeWhenFull(draft, now);
                yield draft.done();
            }
        };
    }

    private static Host hostOf(SessionSeats seats, Command.Content content) {
        return seats.host().with(content.connection(), content.attributes());
    }

    Decision close(SessionSeats seats, Command.Close command, Instant now) {
        if (!seats.isOpen(command.backfillId())) {
            return Decision.refuse(new Reply.NoTicket());
        }
        if (!command.actor().mayActOn(seats)) {
            return Decision.refuse(new Reply.NotYours());
        }
        Draft draft = new Draft(seats);
        Endings.close(draft, Reasons.DELETED, true, now);
        return draft.done();
    }

    Decision read(SessionSeats seats, Command.Read command) {
        boolean found = command.backfillId() == null ? seats.seeking() : seats.isOpen(command.backfillId());
        if (!found) {
            return Decision.refuse(new Reply.NoTicket());
        }
        return command.actor().mayActOn(seats) ? new Draft(seats).done() : Decision.refuse(new Reply.NotYours());
    }

    /** The sweeper's command; also right when several sweepers send it. */
    Decision expire(SessionSeats seats, Instant now) {
        Draft draft = new Draft(seats);
        Endings.rejectExpired(draft, now);
        if (draft.seats().seeking() && !now.isBefore(draft.seats().ticket().expiresAt())) {
            Endings.close(draft, Reasons.EXPIRED, false, now);
        }
        return draft.done();
    }
}
