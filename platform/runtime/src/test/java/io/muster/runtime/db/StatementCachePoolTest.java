package io.muster.runtime.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class StatementCachePoolTest {

    /** Finds itself among the statements that its connection keeps, if it is one of them. */
    private static final String LONG =
            "select count(*) from pg_prepared_statements where length(statement) > 3000" + " and true".repeat(400);

    @Inject
    Database database;

    @Test
    void keepsALongStatementPrepared() {
        long kept = database.read(
                        session -> session.createNativeQuery(LONG, Long.class).getSingleResult())
                .await()
                .atMost(Duration.ofSeconds(60));

        assertThat(kept).isEqualTo(1);
    }
}
