package io.muster.backfill.store;

import io.muster.backfill.seat.SessionSeats;

/**
 * Seats with the revision under which they are stored.
 *
 * @param revision rises by one with every write; 0 when they are not stored yet
 */
public record StoredSeats(SessionSeats seats, long revision) {

    public StoredSeats changedTo(SessionSeats next) {
        return new StoredSeats(next, revision);
    }
}
