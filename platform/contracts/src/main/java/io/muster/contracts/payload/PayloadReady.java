package io.muster.contracts.payload;

import java.time.Instant;

/** A payload can be reserved. */
public record PayloadReady(String namespace, Server server, long version, Instant readyAt) implements PayloadEvent {

    @Override
    public String subject() {
        return server.serverId();
    }
}
