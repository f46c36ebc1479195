package io.muster.session.game;

import io.muster.contracts.session.SessionEvent;
import java.util.List;

/**
 * What follows from a command.
 *
 * @param events what to publish; an event that is not newer than the session repeats one that was published before
 * @param refusal why nothing happened, or null when the command holds, also if it had held already
 */
public record Decision(List<SessionEvent> events, Refusal refusal) {

    private static final Decision NOTHING = new Decision(List.of(), null);

    public Decision {
        events = List.copyOf(events);
    }

    /** Why a command was refused. */
    public enum Refusal {
        OVER("session-over", "The session is over."),
        FULL("session-full", "Every seat of the session is taken."),
        BACKFILL("seats-in-backfill", "The open seats of the session are being filled by matchmaking."),
        NOT_A_MEMBER("not-a-member", "The player is not in the session."),
        KICKED("kicked", "The player was removed from the session."),
        STATUS("status-not-possible", "The player cannot get that status from the one he has.");

        private final String code;
        private final String message;

        Refusal(String code, String message) {
            this.code = code;
            this.message = message;
        }

        /** Never changes; part of the problem type callers see. */
        public String code() {
            return code;
        }

        public String message() {
            return message;
        }
    }

    static Decision nothing() {
        return NOTHING;
    }

    static Decision of(SessionEvent... events) {
        return new Decision(List.of(events), null);
    }

    static Decision refused(Refusal refusal) {
        return new Decision(List.of(), refusal);
    }
}
