package io.muster.match.config;

import io.muster.contracts.Pool;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.contracts.config.ConfigEvent;
import io.muster.contracts.config.ConfigPublished;
import io.muster.match.engine.PoolRouter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The rules of every queue in their newest version. Written by the {@code configs} channel, read by any thread. */
@ApplicationScoped
public class QueueRulesService {

    private static final Logger LOG = Logger.getLogger(QueueRulesService.class);

    /** A version, and the rules unless the config was deleted with it. */
    private record Known(long version, Optional<QueueRules> rules) {}

    private final Map<Pool, Known> queues = new ConcurrentHashMap<>();
    private final List<Consumer<Pool>> listeners = new CopyOnWriteArrayList<>();
    private final PoolRouter.ExpressionTest expressions;

    public QueueRulesService(PoolRouter.ExpressionTest expressions) {
        this.expressions = expressions;
    }

    /** Is called, on the thread of the channel, after the rules of a queue have changed. */
    public void onChange(Consumer<Pool> listener) {
        listeners.add(listener);
    }

    /** Rules of a queue, or empty when it has no config. */
    public Optional<QueueRules> find(Pool queue) {
        Known known = queues.get(queue);
        return known == null ? Optional.empty() : known.rules();
    }

    /** Takes in a change unless a newer one is known. */
    void apply(ConfigEvent event) {
        Pool queue = new Pool(event.namespace(), event.configId());
        Known known = queues.get(queue);
        if (known != null && known.version() >= event.version()) {
            return;
        }
        queues.put(queue, new Known(event.version(), compile(event)));
        listeners.forEach(listener -> listener.accept(queue));
    }

    private Optional<QueueRules> compile(ConfigEvent event) {
        return switch (event) {
            case ConfigDeleted deleted -> Optional.empty();
            case ConfigPublished published -> compile(published);
        };
    }

    /** A document of a newer version of this service may be beyond us; its queue then matches nothing here. */
    private Optional<QueueRules> compile(ConfigPublished published) {
        return switch (ConfigReader.read(published.configId(), published.document())) {
            case ConfigReader.Result.Valid valid ->
                Optional.of(new QueueRules(
                        published.configId(),
                        published.version(),
                        valid.config(),
                        new PoolRouter(valid.config(), expressions)));
            case ConfigReader.Result.Invalid invalid -> {
                LOG.errorf(
                        "Config %s of %s in version %d cannot be used: %s",
                        published.configId(), published.namespace(), published.version(), invalid.violations());
                yield Optional.empty();
            }
        };
    }
}
