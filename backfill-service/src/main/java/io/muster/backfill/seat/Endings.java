package io.muster.backfill.seat;

import io.muster.contracts.backfill.PendingProposal;
import java.time.Instant;

/** Endings that several decisions share. Each is a no-op when there is nothing to end. */
final class Endings {

    private Endings() {}

    static void rejectPending(Draft draft, String reason, Instant now) {
        PendingProposal pending = draft.seats().pending();
        if (pending != null) {
            SessionSeats seats = draft.seats();
            draft.add(new Change.Rejected(
                    seats.ticket().backfillId(),
                    seats.ticket().version() + 1,
                    seats.host().queue(),
                    pending.proposalId(),
                    pending.tickets(),
                    reason,
                    now));
        }
    }

    /** A proposal whose time is over is rejected by whoever comes across it first. */
    static void rejectExpired(Draft draft, Instant now) {
        PendingProposal pending = draft.seats().pending();
        if (pending != null && !now.isBefore(pending.expiresAt())) {
            rejectPending(draft, Reasons.EXPIRED, now);
        }
    }

    static void close(Draft draft, String reason, boolean stopped, Instant now) {
        if (draft.seats().seeking()) {
            rejectPending(draft, Reasons.CLOSED, now);
            draft.add(new Change.Closed(reason, stopped, now));
        }
    }

    static void closeWhenFull(Draft draft, Instant now) {
        if (draft.seats().pending() == null && draft.seats().roster().free() <= 0) {
            close(draft, Reasons.FULL, false, now);
        }
    }
}
