package io.muster.allocator.kubernetes;

import io.muster.allocator.AllocatorSettings;
import io.muster.runtime.flow.PeriodicTimer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Starts the kubernetes runtime when it is enabled, after everything else, so that what it finds can be dealt with. */
@ApplicationScoped
public class KubernetesStartup {

    private static final Logger LOG = Logger.getLogger(KubernetesStartup.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final PodWorker pods;
    private final AllocatorSettings settings;
    private PeriodicTimer timer;

    public KubernetesStartup(Vertx vertx, PodWorker pods, AllocatorSettings settings) {
        this.vertx = vertx;
        this.pods = pods;
        this.settings = settings;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        if (settings.kubernetes().enabled()) {
            pods.start();
            timer = PeriodicTimer.every(vertx, LOOK, "looking after pods", pods::lookAtAll);
            LOG.infof(
                    "payloads may be pods of installation %s",
                    settings.kubernetes().installation());
        }
    }

    /** Pods outlive the service; whichever replica is there next looks after them. */
    void stop(@Observes ShutdownEvent event) {
        if (timer != null) {
            timer.stop();
            pods.stop();
        }
    }
}
