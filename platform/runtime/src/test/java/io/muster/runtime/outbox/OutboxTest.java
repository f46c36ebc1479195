package io.muster.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.runtime.application.Counters;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterDatabase;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class OutboxTest {

    private static final int ENTITIES = 20;
    private static final int CHANGES = 100;

    @Inject
    Counters counters;

    private static long rowsLeft() throws SQLException {
        try (Connection connection = MusterDatabase.of("runtime-test").connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from outbox")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void publishesEveryChangeOfAKeyInOrderUnderConcurrentWriters() {
        String run = UUID.randomUUID().toString();
        expectInOrder(
                run,
                ENTITIES,
                CHANGES,
                Multi.createFrom()
                        .range(0, ENTITIES * CHANGES)
                        .onItem()
                        .transformToUni(change -> counters.raise(run + '-' + change % ENTITIES))
                        .merge(64));
    }

    @Test
    void publishesFirstEventsThatAreHandedOverBeforeLaterOnesOfTheirKeys() {
        String run = UUID.randomUUID().toString();
        expectInOrder(
                run,
                ENTITIES * CHANGES,
                2,
                Multi.createFrom()
                        .range(0, ENTITIES * CHANGES)
                        .map(number -> run + '-' + number)
                        .onItem()
                        .transformToUni(id -> counters.create(id).chain(() -> counters.raise(id)))
                        .merge(64));
    }

    private static void expectInOrder(String run, int entities, int changes, Multi<Long> writers) {
        try (EventProbe probe = EventProbe.on(Topics.CONFIGS)) {
            writers.collect().last().await().atMost(Duration.ofSeconds(60));
            Map<String, List<Long>> versions = probe
                    .awaitCount(
                            Topics.CONFIGS,
                            ConfigDeleted.class,
                            event -> event.configId().startsWith(run),
                            entities * changes)
                    .stream()
                    .map(Envelope::event)
                    .collect(Collectors.groupingBy(
                            ConfigDeleted::configId, Collectors.mapping(ConfigDeleted::version, Collectors.toList())));
            List<Long> all = LongStream.rangeClosed(1, changes).boxed().toList();
            assertThat(versions)
                    .hasSize(entities)
                    .allSatisfy((id, seen) -> assertThat(seen).isEqualTo(all));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> rowsLeft() == 0);
    }
}
