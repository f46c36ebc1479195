package io.muster.runtime.event;

import io.muster.contracts.Topic;
import io.muster.contracts.Topics;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Creates the topics of the catalogue and the dead-letter topics of this service before any channel starts; those that
 * exist are left as they are. Waits for the broker for {@code muster.kafka.startup-timeout} and then fails the start.
 */
@ApplicationScoped
public class TopicCreator {

    private static final Logger LOG = Logger.getLogger(TopicCreator.class);
    private static final int BEFORE_CHANNELS = 100;
    private static final int REQUEST_TIMEOUT_MS = 5_000;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Map<String, Object> kafka;
    private final String service;
    private final TopicSettings settings;
    private final Duration timeout;

    public TopicCreator(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "muster.kafka.replication-factor", defaultValue = "1") short replicationFactor,
            @ConfigProperty(name = "muster.kafka.startup-timeout", defaultValue = "PT2M") Duration timeout) {
        this.kafka = kafka;
        this.service = service;
        this.settings = new TopicSettings(replicationFactor);
        this.timeout = timeout;
    }

    void createBeforeChannelsStart(@Observes @Priority(BEFORE_CHANNELS) StartupEvent event)
            throws InterruptedException {
        List<NewTopic> topics = Stream.concat(
                        Topics.all().stream().map(settings::of),
                        Topics.all().stream().map((Topic<?> topic) -> settings.deadLetters(topic, service)))
                .toList();
        try (Admin admin = Admin.create(adminSettings())) {
            long deadline = System.nanoTime() + timeout.toNanos();
            while (!created(admin, topics)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("no Kafka broker answered at "
                            + kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG) + " within " + timeout);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private boolean created(Admin admin, List<NewTopic> topics) throws InterruptedException {
        try {
            CreateTopicsResult result = admin.createTopics(topics);
            for (NewTopic topic : topics) {
                await(result, topic.name());
            }
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("topics not created yet, waiting for the broker: %s", e.getMessage());
            return false;
        }
    }

    private static void await(CreateTopicsResult result, String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            result.values().get(topic).get(2L * REQUEST_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            LOG.infof("created topic %s", topic);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private Map<String, Object> adminSettings() {
        Map<String, Object> admin = new HashMap<>(kafka);
        admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        return admin;
    }
}
