package io.muster.gateway.delivery;

import java.time.Instant;

/** A connected game server. May be called from any thread; none of the calls waits. */
public interface Receiver {

    String namespace();

    String serverId();

    /** Unique over all instances. */
    String connectionId();

    Instant connectedAt();

    /** Hands a message over. Messages handed over one after the other are sent in that order. */
    void offer(Letter letter);

    /** This instance stops; the server is to connect to another one. */
    void restart();

    /** The server has connected again, here or to another instance. */
    void replaced();
}
