package io.muster.testing.backend;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The same broker and database from containers, for who has a container engine and wants exactly the images of the
 * deployment. Testcontainers removes them when the JVM exits.
 */
final class ContainerBackend {

    private static final String KAFKA_IMAGE = "apache/kafka:4.1.1";
    private static final String POSTGRES_IMAGE = "postgres:18";

    private ContainerBackend() {}

    @SuppressWarnings("resource") // they live as long as the JVM on purpose
    static Endpoints start() {
        KafkaContainer kafka = new KafkaContainer(KAFKA_IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        PostgreSQLContainer database =
                new PostgreSQLContainer(POSTGRES_IMAGE).withCommand("postgres", "-c", "max_connections=200");
        kafka.start();
        database.start();
        return new Endpoints(
                kafka.getBootstrapServers(),
                database.getHost(),
                database.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                database.getUsername(),
                database.getPassword());
    }
}
