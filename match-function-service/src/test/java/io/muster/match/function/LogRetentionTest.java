package io.muster.match.function;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;

import io.muster.runtime.db.Database;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Logs of functions do not grow for ever. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class LogRetentionTest {

    private final String namespace = "logs-" + UUID.randomUUID();

    @Inject
    Database database;

    @Inject
    LogStore store;

    @Inject
    FunctionSettings settings;

    @Inject
    InstantSource clock;

    @Test
    void deletesLinesOlderThanTheConfiguredTime() {
        Instant kept = clock.instant().minus(settings.logs().keep()).plus(Duration.ofHours(1));
        write(line("kept", kept), line("old", kept.minus(Duration.ofHours(2))));

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> given().auth()
                        .oauth2(TestTokens.developer(namespace, "dev"))
                        .queryParam("start", kept.minus(Duration.ofDays(1)).toString())
                        .get("/{namespace}/matchmaking/api/v1/functions/standard/logs", namespace)
                        .then()
                        .statusCode(200)
                        .body("logs.body", contains("kept")));
    }

    private LogLine line(String text, Instant at) {
        return new LogLine(namespace, "standard", at, Severity.INFO, text, 1, "duel", "default");
    }

    private void write(LogLine... lines) {
        database.inTransaction(session -> store.insert(session, List.of(lines)))
                .await()
                .atMost(Duration.ofMinutes(1));
    }
}
