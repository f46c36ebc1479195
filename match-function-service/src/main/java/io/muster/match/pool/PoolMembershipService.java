package io.muster.match.pool;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Names this instance in the group that shares the partitions. Who comes back under its name after a crash has its
 * partitions at once; a nameless one would wait until the brokers give up its former self. The brokers keep the place of
 * a named member that just goes away, too, so whoever is stopped in order says that it will not come back.
 */
@ApplicationScoped
public class PoolMembershipService implements ClientCustomizer<Map<String, Object>> {

    private static final Logger LOG = Logger.getLogger(PoolMembershipService.class);
    private static final String CHANNEL = "pools";
    /** Connectors close their consumers at 50; one that is still there would only join again. */
    private static final int AFTER_CONNECTORS = 60;

    /** Brokers that are away must not hold up the stop. */
    private static final int PATIENCE_MILLIS = 2_000;

    private final Map<String, Object> kafka;
    private final Optional<String> instance;
    private volatile String joined;

    /**
     * A member that has not joined yet.
     *
     * @param instance its name; nobody else may have it, because the brokers take the place of one for the other. An
     *     instance without name is given up after the session timeout
     */
    public PoolMembershipService(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "muster.match.instance") Optional<String> instance,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.kafka = kafka;
        this.instance = instance.or(() -> InstanceName.ofThisHost(port));
    }

    @Override
    public Map<String, Object> customize(String channel, Config config, Map<String, Object> consumer) {
        if (!channel.equals(CHANNEL) || instance.isEmpty()) {
            return consumer;
        }
        joined = (String) consumer.get(ConsumerConfig.GROUP_ID_CONFIG);
        Map<String, Object> named = new HashMap<>(consumer);
        named.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance.get());
        return named;
    }

    void leave(@Observes @Priority(AFTER_CONNECTORS) @BeforeDestroyed(ApplicationScoped.class) Object event)
            throws InterruptedException {
        if (joined != null) {
            leave(kafka, joined, instance.orElseThrow());
        }
    }

    static void leave(Map<String, Object> kafka, String group, String instance) throws InterruptedException {
        RemoveMembersFromConsumerGroupOptions member =
                new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove(instance)));
        member.timeoutMs(PATIENCE_MILLIS); // else closing the client waits for the call, a minute and longer
        try (Admin admin = Admin.create(kafka)) {
            admin.removeMembersFromConsumerGroup(group, member).all().get();
        } catch (ExecutionException | KafkaException e) {
            LOG.infof("%s keeps its partitions until its session ends: %s", instance, e);
        }
    }
}
