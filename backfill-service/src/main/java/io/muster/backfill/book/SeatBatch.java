package io.muster.backfill.book;

import io.muster.backfill.seat.BackfillEvents;
import io.muster.backfill.seat.Change;
import io.muster.backfill.seat.Command;
import io.muster.backfill.seat.Decider;
import io.muster.backfill.seat.Decision;
import io.muster.backfill.seat.Reply;
import io.muster.backfill.seat.SessionSeats;
import io.muster.backfill.seat.SessionView;
import io.muster.backfill.store.StoredSeats;
import io.muster.contracts.backfill.BackfillEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The locked seats of one batch while its commands are decided one after the other. Used by one thread. */
public final class SeatBatch {

    /** What a command brought about. */
    public record Outcome(Reply reply, List<BackfillEvent> events) {}

    private final Map<String, StoredSeats> seats;
    private final Map<String, StoredSeats> changed = new LinkedHashMap<>();
    private final Decider decider;
    private final Instant now;

    SeatBatch(Map<String, StoredSeats> locked, Decider decider, Instant now) {
        this.seats = new HashMap<>(locked);
        this.decider = decider;
        this.now = now;
    }

    /**
     * Decides one command. A session of another namespace looks like one nobody knows.
     *
     * @param namespace the sender's, or null when the command is this service's own
     */
    public Outcome run(String namespace, String sessionId, Command command) {
        StoredSeats stored = seats.get(sessionId);
        boolean visible = stored != null
                && (namespace == null || stored.seats().namespace().equals(namespace));
        StoredSeats before = visible ? stored : new StoredSeats(SessionSeats.unknown(namespace, sessionId), 0);
        Decision decision = decider.decide(before.seats(), command, now);
        List<BackfillEvent> events = new ArrayList<>();
        SessionSeats after = before.seats();
        for (Change change : decision.changes()) {
            SessionSeats next = after.apply(change);
            BackfillEvents.of(after, change, next).ifPresent(events::add);
            after = next;
        }
        if (!after.equals(before.seats()) && worthKeeping(before, after)) {
            seats.put(sessionId, before.changedTo(after));
            changed.put(sessionId, before.changedTo(after));
        }
        return new Outcome(decision.reply(), events);
    }

    /** A full session that wants no backfill is nothing to keep; most sessions are such. */
    private static boolean worthKeeping(StoredSeats before, SessionSeats after) {
        return before.revision() > 0
                || after.ticket() != null
                || after.session().phase() == SessionView.Phase.EXPECTED
                || after.host().settings().backfillEnabled()
                || after.roster().free() > 0;
    }

    /** Seats to be written. */
    Collection<StoredSeats> changed() {
        return changed.values();
    }
}
