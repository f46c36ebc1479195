package io.muster.testing.backend;

import java.util.Map;

/**
 * Where the broker and the database of this test JVM are.
 *
 * @param bootstrapServers Kafka, {@code host:port}
 * @param databaseUser a superuser, used only to create the databases of services
 */
public record Endpoints(
        String bootstrapServers, String databaseHost, int databasePort, String databaseUser, String databasePassword) {

    private static final String PREFIX = "muster.testing.";

    /** The form that crosses class loader borders. */
    Map<String, String> toMap() {
        return Map.of(
                PREFIX + "kafka", bootstrapServers,
                PREFIX + "database.host", databaseHost,
                PREFIX + "database.port", Integer.toString(databasePort),
                PREFIX + "database.user", databaseUser,
                PREFIX + "database.password", databasePassword);
    }

    static Endpoints fromMap(Map<?, ?> values) {
        return new Endpoints(
                text(values, "kafka"),
                text(values, "database.host"),
                Integer.parseInt(text(values, "database.port")),
                text(values, "database.user"),
                text(values, "database.password"));
    }

    static boolean isIn(Map<?, ?> values) {
        return values.containsKey(PREFIX + "kafka");
    }

    private static String text(Map<?, ?> values, String key) {
        return values.get(PREFIX + key).toString();
    }
}
