package io.muster.allocator.audit;

import io.muster.runtime.flow.PeriodicTimer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** Writes and prunes the audit log from time to time, and writes what is left at an orderly stop. */
@ApplicationScoped
public class AuditTimer {

    private static final Logger LOG = Logger.getLogger(AuditTimer.class);
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(200);
    private static final Duration BETWEEN_PRUNINGS = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final AuditWorker log;
    private final List<PeriodicTimer> timers = new CopyOnWriteArrayList<>();

    public AuditTimer(Vertx vertx, AuditWorker log) {
        this.vertx = vertx;
        this.log = log;
    }

    void start(@Observes StartupEvent event) {
        timers.add(PeriodicTimer.every(vertx, BETWEEN_WRITES, "writing the audit log", log::write));
        timers.add(PeriodicTimer.every(vertx, BETWEEN_PRUNINGS, "pruning the audit log", log::forget));
    }

    void stop(@Observes ShutdownEvent event) {
        timers.forEach(PeriodicTimer::stop);
        try {
            log.write().await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.error("the end of the audit log could not be written", e);
        }
    }
}
