package io.muster.gateway.socket;

import io.muster.gateway.GatewayConfig;
import io.muster.gateway.delivery.Connections;
import io.muster.gateway.delivery.Receiver;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Sends the sockets of a stopping instance away: not ready any more, no new socket, and the open ones in batches, so that
 * the other instances are not met by all at once.
 */
@ApplicationScoped
class DrainListener {

    private static final Logger LOG = Logger.getLogger(DrainListener.class);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Connections connections;
    private final GatewayConfig.Socket limits;
    private volatile boolean draining;

    DrainListener(Connections connections, GatewayConfig config) {
        this.connections = connections;
        this.limits = config.socket();
    }

    boolean isDraining() {
        return draining;
    }

    /** Runs on the thread that stops the application, which waits for it. */
    void drain(@Observes ShutdownEvent event) {
        draining = true;
        long until = System.nanoTime() + limits.drainTime().toNanos();
        List<Receiver> open = new ArrayList<>(connections.all());
        if (open.isEmpty()) {
            return;
        }
        LOG.infof("closing %d sockets", open.size());
        int batches = Math.ceilDiv(open.size(), limits.drainBatch());
        Duration pause = limits.drainTime().dividedBy(2L * batches);
        for (int start = 0; start < open.size(); start += limits.drainBatch()) {
            open.subList(start, Math.min(open.size(), start + limits.drainBatch()))
                    .forEach(Receiver::restart);
            if (start + limits.drainBatch() < open.size()) {
                LockSupport.parkNanos(pause.toNanos());
            }
        }
        while (!connections.all().isEmpty() && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
