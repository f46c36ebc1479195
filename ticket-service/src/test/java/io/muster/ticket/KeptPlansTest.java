package io.muster.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.runtime.db.Database;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without these settings of its connections the statements of this service would be right and slow. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class KeptPlansTest {

    @Inject
    Database database;

    @ParameterizedTest
    @CsvSource({"plan_cache_mode, force_generic_plan", "enable_seqscan, off", "enable_nestloop, off"})
    void connectsWithSettingsForKeptPlans(String name, String value) {
        String setting = database.read(session -> session.createNativeQuery("select current_setting(?1)", String.class)
                        .setParameter(1, name)
                        .getSingleResult())
                .await()
                .atMost(Duration.ofSeconds(60));

        assertThat(setting).isEqualTo(value);
    }
}
