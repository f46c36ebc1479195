package io.muster.match.function;

import io.muster.match.engine.Found;
import io.muster.match.engine.OpenSeats;
import io.muster.match.engine.WaitingTicket;
import java.util.List;
import java.util.function.Consumer;

/** Makes matches of the tickets of one pool. One thread calls all methods. */
public interface Matcher {

    /** Takes a ticket in. */
    void add(WaitingTicket ticket);

    /** Lets a ticket go that waits here. */
    void remove(WaitingTicket ticket);

    /** A running match asks for players. */
    void open(OpenSeats seats);

    /** A running match asks no longer. */
    void close(String backfillId);

    /**
     * Tells matches that have become possible. Their tickets have left the pool by then.
     *
     * @param now Unix milliseconds; never less than in an earlier call
     * @param most matches that are wanted, at least 1; what is possible besides is left for later calls. A custom function
     *     may answer with more
     */
    void run(long now, int most, Consumer<Found> matches);

    /** Waiting tickets that would be looked at first for a ticket that waits here; may be fewer than there are. */
    List<WaitingTicket> nearest(WaitingTicket ticket, int limit);

    /** When {@link #run} is to be called next although nothing arrives, or {@link Long#MAX_VALUE}. */
    long nextMillis();
}
