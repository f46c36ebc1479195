package io.muster.backfill.seat;

/** Codes other services read in {@code reason}, see the contracts of rejected and closed. */
final class Reasons {

    static final String REJECTED = "rejected";
    static final String EXPIRED = "expired";
    static final String UPDATED = "updated";
    static final String NO_SEAT = "no-seat";
    static final String CLOSED = "closed";

    static final String FULL = "full";
    static final String DELETED = "deleted";
    static final String SESSION_ENDED = "session-ended";

    private Reasons() {}
}
