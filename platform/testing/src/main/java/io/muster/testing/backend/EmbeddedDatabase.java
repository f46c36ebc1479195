package io.muster.testing.backend;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/**
 * PostgreSQL from the embedded binaries. Durability is off, because no test outlives the machine; everything else is as
 * in production.
 */
final class EmbeddedDatabase {

    private static final Duration STARTUP = Duration.ofSeconds(60);

    private EmbeddedDatabase() {}

    /** Starts it and answers its port; the process is stopped by the library's own shutdown hook */
    @SuppressWarnings("resource") // lives as long as the JVM on purpose
    static int start() throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(STARTUP)
                .setServerConfig("max_connections", "200")
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("full_page_writes", "off")
                .start()
                .getPort();
    }
}
