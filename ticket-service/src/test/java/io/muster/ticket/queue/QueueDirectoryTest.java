package io.muster.ticket.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Pool;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.contracts.config.ConfigPublished;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueDirectoryTest {

    private final QueueDirectory directory = new QueueDirectory(Duration.ofSeconds(60), Duration.ofHours(1));

    @Test
    void knowsPublishedQueueUntilItIsDeleted() {
        publish("duel", 1, Map.of());
        assertThat(directory.find(new Pool("game", "duel"))).isPresent();

        directory.apply(new ConfigDeleted("game", "duel", 2, Instant.EPOCH));
        assertThat(directory.find(new Pool("game", "duel"))).isEmpty();
    }

    @Test
    void keepsNamespacesApart() {
        publish("duel", 1, Map.of());

        assertThat(directory.find(new Pool("other", "duel"))).isEmpty();
        assertThat(directory.findDefault("other")).isEmpty();
    }

    @Test
    void ignoresOlderVersions() {
        publish("duel", 2, Map.of("timeoutSeconds", 20));
        publish("duel", 1, Map.of("timeoutSeconds", 10));

        assertThat(timeout()).hasSeconds(20);
    }

    @Test
    void takesTimeoutOfConfigWithinBounds() {
        publish("duel", 1, Map.of());
        assertThat(timeout()).hasSeconds(60);

        publish("duel", 2, Map.of("timeoutSeconds", 1.5));
        assertThat(timeout()).hasMillis(1500);

        publish("duel", 3, Map.of("timeoutSeconds", 1e300));
        assertThat(timeout()).hasSeconds(3600);

        publish("duel", 4, Map.of("timeoutSeconds", -5));
        assertThat(timeout()).hasSeconds(60);
    }

    @Test
    void choosesTheOnlyQueueOrTheOneCalledDefault() {
        publish("duel", 1, Map.of());
        assertThat(directory.findDefault("game"))
                .map(queue -> queue.pool().queue())
                .contains("duel");

        publish("arena", 1, Map.of());
        assertThat(directory.findDefault("game")).isEmpty();

        publish("default", 1, Map.of());
        assertThat(directory.findDefault("game"))
                .map(queue -> queue.pool().queue())
                .contains("default");
    }

    private Duration timeout() {
        return directory.find(new Pool("game", "duel")).orElseThrow().timeout();
    }

    private void publish(String queue, long version, Map<String, Object> document) {
        directory.apply(new ConfigPublished("game", queue, version, document, Instant.EPOCH));
    }
}
