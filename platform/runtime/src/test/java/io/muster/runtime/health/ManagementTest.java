package io.muster.runtime.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ManagementTest {

    @ConfigProperty(name = "quarkus.management.test-port")
    int port;

    private RequestSpecification management() {
        return given().baseUri("http://localhost:" + port);
    }

    @Test
    void isReadyAndSaysWhatThatRestsOn() {
        management()
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("events", "outbox", "signing keys"));
    }

    @Test
    void describesTheInterface() {
        management().get("/q/openapi").then().statusCode(200).body(containsString("/{namespace}/probe"));
    }

    @Test
    void countsEvents() {
        management().get("/q/metrics").then().statusCode(200).body(containsString("muster_outbox_leader"));
    }

    @Test
    void keepsManagementOffThePublicPort() {
        given().get("/q/health").then().statusCode(404);
    }
}
