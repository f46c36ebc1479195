package io.muster.runtime.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ProblemDocumentsTest {

    private static RequestSpecification player() {
        return given().auth().oauth2(TestTokens.player("demo", "ada")).contentType(ContentType.JSON);
    }

    private static ValidatableResponse isProblem(Response response, int status, String code) {
        return response.then()
                .log()
                .ifValidationFails()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", equalTo("urn:muster:problem:" + code))
                .body("code", equalTo(code));
    }

    @Test
    void unknownPath() {
        isProblem(given().get("/nowhere/at/all/really"), 404, "not-found");
    }

    @Test
    void wrongMethod() {
        isProblem(player().delete("/demo/probe"), 405, "method-not-allowed");
    }

    @Test
    void wrongMediaType() {
        isProblem(
                given().auth()
                        .oauth2(TestTokens.player("demo", "ada"))
                        .contentType("text/plain")
                        .body("x")
                        .post("/demo/probe"),
                415,
                "unsupported-media-type");
    }

    @Test
    void unacceptableAnswer() {
        isProblem(player().accept("image/png").get("/demo/probe"), 406, "not-acceptable");
    }

    @Test
    void encodedBody() {
        isProblem(
                player().header("Content-Encoding", "gzip").body("{}").post("/demo/probe"),
                415,
                "unsupported-media-type");
    }

    @Test
    void tooLongTarget() {
        isProblem(given().get("/demo/probe?padding=" + "x".repeat(5_000)), 414, "uri-too-long")
                .body("detail", containsString("4096"));
    }

    @Test
    void targetWithNul() {
        isProblem(given().urlEncodingEnabled(false).get("/demo/probe/a%00b"), 400, "bad-request")
                .body("detail", containsString("U+0000"));
    }

    @Test
    void tooLargeHeader() {
        isProblem(given().header("X-Padding", "x".repeat(20_000)).get("/demo/probe"), 431, "header-too-large")
                .body("detail", containsString("16384"));
    }

    @Test
    void tooLargeBody() {
        isProblem(player().body("{\"name\":\"" + "x".repeat(70_000) + "\"}").post("/demo/probe"), 413, "too-large")
                .body("detail", containsString("65535"));
    }

    @Test
    void tooLargeBodyOfUnknownLength() throws IOException, InterruptedException {
        HttpResponse<String> answer = sendChunked("{\"name\":\"" + "x".repeat(200_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"too-large\"");
    }

    @Test
    void bodyOfUnknownLengthWithinTheLimitIsTaken() throws IOException, InterruptedException {
        HttpResponse<String> answer = sendChunked("{\"name\":\"ada\"}" + " ".repeat(60_000));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("ada");
    }

    @Test
    void bodyWithoutMediaType() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request().POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"ada\"}")));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("\"code\":\"unsupported-media-type\"");
    }

    private static HttpResponse<String> sendChunked(String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return send(request()
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));
    }

    private static HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ':' + RestAssured.port + "/demo/probe"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + TestTokens.player("demo", "ada"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void requestsOverHttp2AreServed() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/nowhere"))
                .version(HttpClient.Version.HTTP_2)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void malformedJson() {
        isProblem(player().body("{\"name\":").post("/demo/probe"), 400, "bad-request")
                .body("detail", not(containsString("com.fasterxml")));
    }

    @Test
    void emptyBody() {
        isProblem(player().post("/demo/probe"), 400, "validation");
    }

    @Test
    void wrongTypeOfFieldNamesTheField() {
        isProblem(player().body("{\"name\":\"a\",\"number\":\"many\"}").post("/demo/probe"), 400, "bad-request")
                .body("violations[0].path", equalTo("number"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a\\u0000\"}                               | name",
                "{\"name\":\"a\",\"attributes\":{\"map\":\"\\u0000\"}} | attributes.map",
                "{\"name\":\"a\",\"tree\":[{\"b\":\"\\u0000\"}]}       | tree",
                "{\"name\":\"a\",\"tree\":{\"\\u0000\":1}}             | tree",
            })
    void textThatNoDatabaseKeepsIsRefusedByItsField(String body, String field) {
        isProblem(player().body(body).post("/demo/probe"), 400, "bad-request")
                .body("violations[0].path", equalTo(field))
                .body("violations[0].message", containsString("U+0000"));
    }

    @Test
    void unknownFieldIsNamed() {
        isProblem(player().body("{\"name\":\"a\",\"nmae\":1}").post("/demo/probe"), 400, "bad-request")
                .body("violations[0].path", equalTo("nmae"));
    }

    @Test
    void tooDeepJson() {
        String deep = "{\"name\":\"a\",\"attributes\":" + "{\"a\":".repeat(40) + "1" + "}".repeat(40) + "}";
        isProblem(player().body(deep).post("/demo/probe"), 400, "bad-request").body("detail", containsString("32"));
    }

    @Test
    void tooLongString() {
        String body = "{\"name\":\"" + "x".repeat(20_000) + "\"}";
        isProblem(player().body(body).post("/demo/probe"), 400, "bad-request").body("detail", containsString("16384"));
    }

    @Test
    void violationsNameTheFieldAndTheLimit() {
        isProblem(player().body(Map.of("name", "x".repeat(11))).post("/demo/probe"), 400, "validation")
                .body("violations[0].path", equalTo("name"))
                .body("violations[0].message", containsString("10"));
    }

    @Test
    void conflictCarriesItsOwnMembers() {
        isProblem(given().get("/demo/probe/fail/conflict"), 409, "already-queued")
                .body("ticketId", equalTo("t1"));
    }

    @Test
    void missingThing() {
        isProblem(given().get("/demo/probe/fail/missing"), 404, "not-found");
    }

    @Test
    void exceededRateSaysWhenToTryAgain() {
        isProblem(given().get("/demo/probe/fail/rate"), 429, "too-many-requests")
                .header("Retry-After", equalTo("2"));
    }

    @Test
    void overloadSaysWhenToTryAgain() {
        isProblem(given().get("/demo/probe/fail/overload"), 503, "overloaded").header("Retry-After", equalTo("1"));
    }

    @Test
    void failedPrecondition() {
        isProblem(given().get("/demo/probe/fail/precondition"), 412, "precondition-failed");
    }

    @Test
    void ownValidation() {
        isProblem(given().get("/demo/probe/fail/validation"), 400, "validation")
                .body("violations[0].code", equalTo("too-long"));
    }

    @Test
    void bugTellsNothingOfTheInside() {
        isProblem(given().get("/demo/probe/fail/bug"), 500, "internal").body(not(containsString("secret")));
    }
}
