package io.muster.client;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where each service answers: all behind one API gateway, or each replica at its own address, taken in turn. Safe for
 * all threads.
 */
public final class Endpoints {

    private final Map<Service, List<URI>> addresses;
    private final AtomicInteger turn = new AtomicInteger();

    private Endpoints(Map<Service, List<URI>> addresses) {
        this.addresses = addresses;
    }

    /** All services behind one address. */
    public static Endpoints gateway(URI address) {
        Map<Service, List<URI>> addresses = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            addresses.put(service, List.of(address));
        }
        return new Endpoints(addresses);
    }

    /** The same, but the replicas of one service are called directly. */
    public Endpoints with(Service service, List<URI> replicas) {
        if (replicas.isEmpty()) {
            throw new IllegalArgumentException("No address for " + service.serviceName());
        }
        Map<Service, List<URI>> changed = new EnumMap<>(addresses);
        changed.put(service, List.copyOf(replicas));
        return new Endpoints(changed);
    }

    /** The address for the next request. */
    public URI next(Service service) {
        List<URI> replicas = addresses.get(service);
        return replicas.size() == 1
                ? replicas.getFirst()
                : replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size()));
    }
}
