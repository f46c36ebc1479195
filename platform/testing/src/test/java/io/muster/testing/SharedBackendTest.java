package io.muster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Topics;
import io.muster.contracts.config.ConfigDeleted;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SharedBackendTest {

    @Test
    void publishesAnEventAndSeesItArrive() {
        String namespace = UUID.randomUUID().toString();
        try (EventProbe probe = EventProbe.on(Topics.CONFIGS)) {
            probe.publish(Topics.CONFIGS, new ConfigDeleted(namespace, "duel", 2, Instant.EPOCH));

            ConfigDeleted arrived = probe.await(
                    Topics.CONFIGS,
                    ConfigDeleted.class,
                    event -> event.namespace().equals(namespace));

            assertThat(arrived).isEqualTo(new ConfigDeleted(namespace, "duel", 2, Instant.EPOCH));
        }
    }

    @Test
    void givesEveryServiceItsOwnDatabase() throws SQLException {
        MusterDatabase first = MusterDatabase.of("first-service");
        MusterDatabase second = MusterDatabase.of("second-service");

        try (Connection connection = first.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS marks (id int)");
        }
        try (Connection connection = second.connect();
                var tables = connection.getMetaData().getTables(null, "public", "marks", null)) {
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void answersTheSameDatabaseAgain() {
        assertThat(MusterDatabase.of("first-service")).isEqualTo(MusterDatabase.of("first-service"));
    }

    @Test
    void configuresAServiceAsProductionDoes() {
        MusterInfrastructure infrastructure = new MusterInfrastructure();
        infrastructure.init(Map.of("service", "first-service"));

        assertThat(infrastructure.start())
                .containsEntry("kafka.bootstrap.servers", MusterBroker.bootstrapServers())
                .containsEntry("muster.database.name", "first_service")
                .containsEntry("quarkus.http.test-port", "0")
                .containsKeys("muster.jwks.url", "muster.data.dir", "muster.database.password");
    }
}
