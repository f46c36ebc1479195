package io.muster.apigateway;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Where one process of a service is, and whether it could be reached lately. Safe for any thread. */
final class Replica {

    /** How long a replica that refused a connection is passed over. Short, because a restart takes seconds. */
    private static final Duration REST = Duration.ofMillis(500);

    private final String host;
    private final int port;
    private final InstantSource clock;
    private final AtomicLong restsUntilMillis = new AtomicLong();

    Replica(String host, int port, InstantSource clock) {
        this.host = host;
        this.port = port;
        this.clock = clock;
    }

    /** Reads {@code host:port}. */
    static Replica parse(String address, InstantSource clock) {
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'" + address + "' is not host:port");
        }
        return new Replica(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), clock);
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    boolean isRested() {
        return clock.millis() >= restsUntilMillis.get();
    }

    void refusedConnection() {
        restsUntilMillis.set(clock.millis() + REST.toMillis());
    }
}
