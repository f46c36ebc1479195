package io.muster.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.runtime.application.Counters;
import io.muster.runtime.event.RecordSender;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterDatabase;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Two relays on one database, as in two replicas, while their leaders lose their connections as if they were killed. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class RelayTakeoverTest {

    private static final int ENTITIES = 10;
    private static final int CHANGES = 200;

    @Inject
    Counters counters;

    @Inject
    RecordSender sender;

    @Inject
    Pool pool;

    @Inject
    RelaySettings settings;

    @Inject
    Vertx vertx;

    @Inject
    OutboxRelay ownRelay;

    /** Ends the connection that holds the leader's lock, and answers whether there was one. */
    private static boolean killLeader() throws SQLException {
        try (Connection connection = MusterDatabase.of("runtime-test").connect();
                Statement statement = connection.createStatement();
                ResultSet killed = statement.executeQuery("select pg_terminate_backend(pid) from pg_locks"
                        + " where locktype = 'advisory' and granted and database ="
                        + " (select oid from pg_database where datname = current_database())")) {
            return killed.next();
        }
    }

    @Test
    void losesNothingAndKeepsTheOrderOfEveryKey() throws SQLException {
        String run = UUID.randomUUID().toString();
        OutboxRelay other = new OutboxRelay(sender, pool, settings, vertx, new SimpleMeterRegistry());
        other.start(null);
        try (EventProbe probe = EventProbe.on(Topics.CONFIGS)) {
            CompletableFuture<Void> writers = raiseAll(run);
            for (int kills = 0; kills < 3; kills++) {
                await().atMost(Duration.ofSeconds(60)).until(RelayTakeoverTest::killLeader);
            }
            writers.join();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(versions(probe, run))
                            .hasSize(ENTITIES)
                            .allSatisfy((id, seen) -> assertThat(seen)
                                    .isEqualTo(LongStream.rangeClosed(1, CHANGES)
                                            .boxed()
                                            .toList())));
            await().atMost(Duration.ofSeconds(60)).until(() -> ownRelay.leads() || other.leads());
            assertThat(ownRelay.leads() && other.leads()).isFalse();
        } finally {
            other.stop(null);
        }
    }

    private CompletableFuture<Void> raiseAll(String run) {
        return Multi.createFrom()
                .range(0, ENTITIES * CHANGES)
                .onItem()
                .transformToUni(change -> counters.raise(run + '-' + change % ENTITIES))
                .merge(16)
                .collect()
                .last()
                .chain(() -> Uni.createFrom().voidItem())
                .subscribeAsCompletionStage();
    }

    /** Versions by entity in the order in which they were first seen. */
    private static Map<String, List<Long>> versions(EventProbe probe, String run) {
        return probe
                .seen(
                        Topics.CONFIGS,
                        ConfigDeleted.class,
                        event -> event.configId().startsWith(run))
                .stream()
                .map(Envelope::event)
                .distinct()
                .collect(Collectors.groupingBy(
                        ConfigDeleted::configId, Collectors.mapping(ConfigDeleted::version, Collectors.toList())));
    }
}
