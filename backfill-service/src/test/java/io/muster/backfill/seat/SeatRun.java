package io.muster.backfill.seat;

import io.muster.contracts.backfill.BackfillEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One session's seats under a sequence of commands, as the store would run them. */
final class SeatRun {

    final List<BackfillEvent> published = new ArrayList<>();
    SessionSeats seats = SessionSeats.unknown(Sessions.NAMESPACE, "s1");
    Instant now = Sessions.START;
    private final Decider decider = new Decider(SeatPolicy.PUBLISHED);

    static SeatRun started(String... players) {
        SeatRun run = new SeatRun();
        run.send(new Command.FollowSession(Sessions.session("s1", true, players), 2));
        return run;
    }

    Reply send(Command command) {
        Decision decision = decider.decide(seats, command, now);
        for (Change change : decision.changes()) {
            SessionSeats after = seats.apply(change);
            BackfillEvents.of(seats, change, after).ifPresent(published::add);
            seats = after;
        }
        return decision.reply();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    BackfillEvent last() {
        return published.getLast();
    }

    String backfillId() {
        return seats.ticket().backfillId();
    }
}
