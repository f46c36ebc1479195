package io.muster.gameserver;

import java.time.Duration;
import java.time.Instant;

/**
 * The course of one match: waits to be claimed, plays for a while, is over. Decides only; {@link GameServer} acts. Safe
 * for use by the socket's thread and the main one.
 */
final class Game {

    /** What is to be done now. */
    enum Step {
        WAIT,
        PLAY,
        CRASH,
        FINISH
    }

    private final Settings settings;
    private Instant claimedAt;
    private boolean over;
    private boolean crash;

    Game(Settings settings) {
        this.settings = settings;
    }

    /** A session was put on this server; true the first time. */
    synchronized boolean claimed(Instant now) {
        boolean first = claimedAt == null;
        if (first) {
            claimedAt = now;
        }
        return first;
    }

    /** The session ended, or this server is no payload any more. */
    synchronized void end() {
        over = true;
    }

    /** Somebody wants to see a crash. */
    synchronized void wantCrash() {
        crash = true;
    }

    synchronized Step step(Instant now) {
        Duration played = claimedAt == null ? Duration.ZERO : Duration.between(claimedAt, now);
        boolean crashDue = claimedAt != null
                && settings.crashAfter()
                        .filter(wait -> played.compareTo(wait) >= 0)
                        .isPresent();
        if (crash || crashDue) {
            return Step.CRASH;
        }
        if (over || (claimedAt != null && played.compareTo(settings.play()) >= 0)) {
            return Step.FINISH;
        }
        return claimedAt == null ? Step.WAIT : Step.PLAY;
    }
}
