package io.muster.runtime.event;

import io.muster.contracts.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** What the catalogue's entries mean in Kafka's own settings. */
record TopicSettings(short replicationFactor) {

    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);
    private static final Duration COMPACTED_SEGMENT = Duration.ofMinutes(10);

    NewTopic of(Topic<?> topic) {
        Map<String, String> config = durable();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup(topic));
        if (topic.cleanup() != Topic.Cleanup.COMPACT) {
            config.put(TopicConfig.RETENTION_MS_CONFIG, millis(topic.retention()));
        }
        if (topic.cleanup() != Topic.Cleanup.DELETE) {
            // Only closed segments are compacted, and a restart replays what is left: close them soon. Every pass reads
            // the clean part again: with a third of it dirty that is three bytes read for each one removed.
            config.put(TopicConfig.SEGMENT_MS_CONFIG, millis(COMPACTED_SEGMENT));
            config.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(64 * 1024 * 1024));
            config.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.3");
        }
        return new NewTopic(topic.name(), topic.partitions(), replicationFactor).configs(config);
    }

    /** One partition: dead letters are read by people, in the order in which they died. */
    NewTopic deadLetters(Topic<?> topic, String service) {
        Map<String, String> config = durable();
        config.put(TopicConfig.RETENTION_MS_CONFIG, millis(DEAD_LETTER_RETENTION));
        return new NewTopic(topic.deadLetters(service), 1, replicationFactor).configs(config);
    }

    private Map<String, String> durable() {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replicationFactor >= 3 ? "2" : "1");
        return config;
    }

    private static String cleanup(Topic<?> topic) {
        return switch (topic.cleanup()) {
            case DELETE -> TopicConfig.CLEANUP_POLICY_DELETE;
            case COMPACT -> TopicConfig.CLEANUP_POLICY_COMPACT;
            case COMPACT_AND_DELETE -> TopicConfig.CLEANUP_POLICY_COMPACT + ',' + TopicConfig.CLEANUP_POLICY_DELETE;
        };
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
