package io.muster.testing.backend;

import io.muster.contracts.Topic;
import io.muster.contracts.Topics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The one broker and the one database of a test JVM.
 *
 * <p>Quarkus loads test classes in several class loaders over the life of one JVM, so a static field would be seen more
 * than once. The endpoints are therefore kept in the system properties, whose monitor is also the lock: safe to call
 * from any thread and any class loader.
 */
public final class SharedBackend {

    private SharedBackend() {}

    /** Starts broker and database unless this JVM has them already. They stop when the JVM exits. */
    public static Endpoints endpoints() {
        Properties shared = System.getProperties();
        synchronized (shared) {
            if (Endpoints.isIn(shared)) {
                return Endpoints.fromMap(shared);
            }
            Endpoints started = start();
            createTopics(started);
            shared.putAll(started.toMap());
            return started;
        }
    }

    private static Endpoints start() {
        String kind = System.getProperty("muster.infra", "embedded").toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "embedded" -> EmbeddedBackend.startIsolated();
            case "containers" -> ContainerBackend.start();
            default ->
                throw new IllegalArgumentException("muster.infra is '" + kind + "', known are embedded and containers");
        };
    }

    private static void createTopics(Endpoints endpoints) {
        List<NewTopic> topics =
                Topics.all().stream().map(SharedBackend::declaration).toList();
        try (Admin admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) endpoints.bootstrapServers()))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the test broker refused the topics of the catalogue", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    private static NewTopic declaration(Topic<?> topic) {
        String cleanup = switch (topic.cleanup()) {
            case DELETE -> TopicConfig.CLEANUP_POLICY_DELETE;
            case COMPACT -> TopicConfig.CLEANUP_POLICY_COMPACT;
            case COMPACT_AND_DELETE -> TopicConfig.CLEANUP_POLICY_COMPACT + ',' + TopicConfig.CLEANUP_POLICY_DELETE;
        };
        return new NewTopic(topic.name(), topic.partitions(), (short) 1)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup));
    }
}
