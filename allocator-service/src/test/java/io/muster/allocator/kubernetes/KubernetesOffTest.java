package io.muster.allocator.kubernetes;

import static org.hamcrest.Matchers.containsString;

import io.muster.allocator.Api;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class KubernetesOffTest {

    private final Api api = new Api("arena");

    @Test
    void refusesAllocationsOfPodsUnlessItIsEnabled() {
        api.request()
                .body(Map.of(
                        "name",
                        Api.uniqueName("k"),
                        "runtime",
                        "kubernetes",
                        "payload_spec",
                        Map.of("image", "registry.test/game:1")))
                .post("/api/v0/projects/arena/allocations")
                .then()
                .statusCode(400)
                .body("message", containsString("runtime"));
    }
}
