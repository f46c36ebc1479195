package io.muster.backfill.seat;

import io.muster.contracts.session.SessionState;
import io.muster.runtime.id.DerivedIds;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** How seats follow their session. */
final class SessionDecisions {

    private final SeatPolicy policy;

    SessionDecisions(SeatPolicy policy) {
        this.policy = policy;
    }

    /** The match's data usually comes before its session, but nothing promises that. */
    Decision expect(SessionSeats seats, Command.ExpectSession command, Instant now) {
        Draft draft = new Draft(seats);
        Roster roster = seats.roster().learn(command.players());
        Host host = seats.host().with(null, command.attributes());
        switch (seats.session().phase()) {
            case UNKNOWN ->
                draft.add(new Change.Followed(seats.session().in(SessionView.Phase.EXPECTED, 0), host, roster));
            case RUNNING -> learnLate(draft, host, roster, now);
            case EXPECTED, ENDED -> {}
        }
        return draft.done();
    }

    private static void learnLate(Draft draft, Host host, Roster roster, Instant now) {
        SessionSeats seats = draft.seats();
        if (roster.known().equals(seats.roster().known())) {
            return;
        }
        if (seats.seeking()) {
            draft.add(new Change.Updated(host, roster, now, seats.ticket().expiresAt()));
        } else {
            draft.add(new Change.Followed(seats.session(), host, roster));
        }
    }

    Decision follow(SessionSeats seats, Command.FollowSession command, Instant now) {
        Draft draft = new Draft(seats);
        SessionView last = seats.session();
        if (last.phase() == SessionView.Phase.ENDED || command.version() <= last.version()) {
            return draft.done();
        }
        SessionState session = command.session();
        boolean first = last.phase() != SessionView.Phase.RUNNING;
        Roster roster =
                first ? Rosters.first(seats.roster(), session) : Rosters.following(seats.roster(), last, session);
        Host host = seats.host().following(session);
        draft.add(new Change.Followed(SessionView.running(command.version(), session.members()), host, roster));
        if (seats.seeking()) {
            adapt(draft, seats, now);
        } else if (mayOpen(draft.seats(), first || lostSomebody(seats.roster(), roster))) {
            draft.add(new Change.Opened(automaticId(draft.seats()), host, roster, now, now.plus(policy.ticketLife())));
        }
        return draft.done();
    }

    private static void adapt(Draft draft, SessionSeats before, Instant now) {
        SessionSeats seats = draft.seats();
        var pending = seats.pending();
        if (pending != null && !seats.roster().hasRoomFor(pending.tickets(), pending.teams())) {
            Endings.rejectPending(draft, Reasons.NO_SEAT, now);
        }
        boolean moved = !seats.roster().teams().equals(before.roster().teams())
                || !seats.host().equals(before.host());
        if (moved) {
            draft.add(new Change.Updated(
                    seats.host(), seats.roster(), now, seats.ticket().expiresAt()));
        }
        Endings.closeWhenFull(draft, now);
    }

    private static boolean mayOpen(SessionSeats seats, boolean occasion) {
        return occasion
                && !seats.stopped()
                && seats.host().settings().backfillEnabled()
                && seats.roster().free() > 0;
    }

    private static boolean lostSomebody(Roster before, Roster after) {
        Set<String> gone = new HashSet<>(before.playerIds());
        gone.removeAll(after.playerIds());
        return !gone.isEmpty();
    }

    /** The first automatic ticket of a session has an id that everybody can derive; later ones follow from the event. */
    private static String automaticId(SessionSeats seats) {
        String cause = seats.ticket() == null
                ? seats.sessionId()
                : seats.sessionId() + '/' + seats.session().version();
        return DerivedIds.ordered(cause, "backfill");
    }

    Decision end(SessionSeats seats, Command.EndSession command, Instant now) {
        Draft draft = new Draft(seats);
        if (seats.session().phase() == SessionView.Phase.ENDED
                || seats.session().phase() == SessionView.Phase.UNKNOWN) {
            return draft.done();
        }
        Endings.close(draft, Reasons.SESSION_ENDED, false, now);
        draft.add(new Change.Followed(
                draft.seats().session().in(SessionView.Phase.ENDED, command.version()),
                draft.seats().host(),
                draft.seats().roster()));
        return draft.done();
    }
}
