package io.muster.allocator.local;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.allocator.Api;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TraceCollector;
import io.muster.testing.TracesOn;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What leaves the service by its traces. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
@TestProfile(TracesOn.class)
class LocalApiTraceTest {

    @Inject
    LocalApiService localApi;

    private final Api api = new Api("arena");

    @Test
    void keepsTheCodesOfPayloadsToItself() {
        String allocation = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 3_600_000, 0));
        api.awaitIds(allocation, "Starting", 1);
        String base = localApi.baseOf(api.payloads(allocation).getString("results[0].uid"));
        String code = base.substring(base.lastIndexOf('/') + 1);

        given().post("http://" + base + "/api/v0/ready").then().statusCode(200);
        String later = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));
        api.ids(later, "Ready");

        await().atMost(Duration.ofSeconds(30)).until(() -> TraceCollector.received("/allocations/" + later));
        assertThat(code).hasSizeGreaterThan(16);
        assertThat(TraceCollector.received(code)).isFalse();
    }
}
