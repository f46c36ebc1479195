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
class DatabaseTest {

    @Inject
    Database database;

    @Test
    void aTransactionThatIsLostDoesNotKeepItsLocksForEver() {
        String limit = database.read(session -> session.createNativeQuery(
                                "select current_setting('idle_in_transaction_session_timeout')", String.class)
                        .getSingleResult())
                .await()
                .atMost(Duration.ofSeconds(60));

        assertThat(limit).isEqualTo("1min");
    }
}
