package io.muster.ticket.queue;

import java.time.Duration;
import java.time.Instant;

/**
 * When waiting tickets may be counted again: a count that took long is paid for with a longer pause, so that counting takes
 * one {@value #SHARE}th of a processor. The pause has a limit, because tickets that leave meanwhile still count. PostgreSQL
 * takes 0.2 s for a quarter of a million tickets. Plain Java; any thread, one count at a time.
 */
final class CountPace {

    static final int SHARE = 20;
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private volatile Instant notBefore = Instant.MIN;

    /** Whether a count may begin now. */
    boolean allows(Instant now) {
        return !now.isBefore(notBefore);
    }

    /** Notes how long a count took. */
    void counted(Instant start, Instant end) {
        Duration pause = Duration.between(start, end).multipliedBy(SHARE - 1L);
        notBefore = end.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }
}
