package io.muster.backfill.seat;

import java.util.ArrayList;
import java.util.List;

/** Collects changes while a decision is made, each seen by the next. One thread, one decision. */
final class Draft {

    private final List<Change> changes = new ArrayList<>();
    private SessionSeats seats;

    Draft(SessionSeats seats) {
        this.seats = seats;
    }

    SessionSeats seats() {
        return seats;
    }

    void add(Change change) {
        changes.add(change);
        seats = seats.apply(change);
    }

    Decision done() {
        long version = seats.ticket() == null ? 0 : seats.ticket().version();
        return new Decision(changes, new Reply.Done(seats.state(), version));
    }
}
