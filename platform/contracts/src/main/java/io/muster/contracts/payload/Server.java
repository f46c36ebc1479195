package io.muster.contracts.payload;

import java.util.Map;

/**
 * A game server as others see it.
 *
 * @param serverId {@code ds_<uid>}: never reused; the id under which it connects to the gateway
 * @param payloadId id of the published form, unique within its allocation at one time only
 * @param address host or IP address clients connect to
 * @param port the default port
 * @param ports all ports by name
 */
public record Server(
        String serverId,
        String payloadId,
        String allocationId,
        String allocation,
        String region,
        String address,
        int port,
        Map<String, Integer> ports) {

    public Server {
        ports = ports == null ? Map.of() : Map.copyOf(ports);
    }

    /** {@code address:port}, the form in which a ticket's assignment carries it. */
    public String connection() {
        return address + ':' + port;
    }
}
