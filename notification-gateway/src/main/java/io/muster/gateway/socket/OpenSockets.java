package io.muster.gateway.socket;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** How many sockets this instance holds, and whether it takes another one. */
@ApplicationScoped
class OpenSockets {

    private final AtomicInteger open;
    private final int most;

    OpenSockets(MeterRegistry registry, GatewayConfig config) {
        this.open = registry.gauge("muster.gateway.sockets", new AtomicInteger());
        this.most = config.socket().most();
    }

    /** Takes a place; false when none is left. Give it back with {@link #release}. */
    boolean reserve() {
        if (open.incrementAndGet() <= most) {
            return true;
        }
        release();
        return false;
    }

    void release() {
        open.decrementAndGet();
    }
}
