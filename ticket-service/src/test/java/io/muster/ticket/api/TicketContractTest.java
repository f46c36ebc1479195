package io.muster.ticket.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.muster.testing.MusterInfrastructure;
import io.muster.ticket.TicketDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers the published contract names, at their exact limits. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class TicketContractTest {

    /** As in META-INF/microprofile-config.properties of the tests. */
    private static final int POOL_LIMIT = 60;

    private static final int LARGEST_BODY = 65_535;

    private TicketDriver driver;

    @BeforeEach
    void openQueue() {
        driver = new TicketDriver();
        driver.openQueue("duel", 60);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void takesTheLargestBody() throws IOException, InterruptedException {
        assertThat(send(BodyPublishers.ofByteArray(body("p1", LARGEST_BODY))).statusCode())
                .isEqualTo(201);
        assertThat(send(unknownLength(body("p2", LARGEST_BODY))).statusCode()).isEqualTo(201);
    }

    @Test
    void refusesOneByteMore() throws IOException, InterruptedException {
        assertTooLarge(send(BodyPublishers.ofByteArray(body("p1", LARGEST_BODY + 1))));
    }

    @Test
    void refusesOneByteMoreOfUnknownLength() throws IOException, InterruptedException {
        assertTooLarge(send(unknownLength(body("p1", LARGEST_BODY + 1))));
    }

    @Test
    void refusesBodyWithoutContentType() throws IOException, InterruptedException {
        HttpRequest untyped = request()
                .POST(BodyPublishers.ofString(TicketDriver.body("duel", "p1")))
                .build();

        HttpResponse<String> answer = send(untyped);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void takesContentTypeWithParameters() {
        given().auth()
                .oauth2(driver.serviceToken())
                .contentType("application/json; charset=utf-8")
                .body(TicketDriver.body("duel", "p1"))
                .post(driver.path())
                .then()
                .statusCode(201);
    }

    @Test
    void asksForMissingIdOfTicketToDelete() {
        given().auth()
                .oauth2(driver.serviceToken())
                .delete(driver.path())
                .then()
                .statusCode(400)
                .body("violations[0].path", equalTo("id"));
    }

    @Test
    void asksForMissingIdOfTicketWhoseStatusIsRead() {
        given().auth()
                .oauth2(driver.serviceToken())
                .get(driver.path() + "/status")
                .then()
                .statusCode(400)
                .body("violations[0].path", equalTo("id"));
    }

    @Test
    void answersNotFoundForStatusOfUnknownTicket() {
        status(UUID.randomUUID().toString()).then().statusCode(404).contentType(containsString("problem+json"));
    }

    @Test
    void answersFailedForStatusOfCancelledTicket() {
        String id = driver.create("duel", "p1");
        driver.delete(id).statusCode(200);

        status(id)
                .then()
                .statusCode(200)
                .body("status", equalTo("Failed"))
                .body("assignmentType", notNullValue())
                .body("message", containsString("cancelled"));
    }

    @Test
    void refusesTicketsOfFullPoolUntilOneLeaves() {
        driver.openQueue("full", 600);
        String first = driver.create("full", "player-0");
        Response answer = null;
        for (int i = 1; i <= 3 * POOL_LIMIT && (answer == null || answer.statusCode() == 201); i++) {
            answer = create("full", "player-" + i);
        }

        answer.then()
                .statusCode(429)
                .contentType(containsString("problem+json"))
                .header("Retry-After", notNullValue())
                .header("RateLimit-Limit", equalTo(Integer.toString(POOL_LIMIT)))
                .header("RateLimit-Remaining", equalTo("0"))
                .header("RateLimit-Reset", notNullValue())
                .body("code", equalTo("too-many-requests"))
                .body("detail", containsString("full"));
        driver.get(first).statusCode(200);
    }

    @Test
    void acceptsOneOfTwoTicketsThatSamePlayerSendsAtOnce() {
        for (int i = 0; i < 10; i++) {
            String player = "racer-" + i;

            List<CompletableFuture<Response>> sent = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> create("duel", player)))
                    .limit(2)
                    .toList();
            List<Response> answers = sent.stream().map(CompletableFuture::join).toList();

            Response accepted = with(201, answers);
            assertThat(with(409, answers).<String>path("ticketId")).isEqualTo(accepted.path("id"));
        }
    }

    @Test
    void namesTheLimitOfEveryFieldThatExceedsIt() {
        driver.post("{\"queueName\":\"duel\",\"players\":[{\"id\":\"" + "x".repeat(65)
                        + "\",\"customData\":{\"text\":\"" + "x".repeat(201) + "\"}},{\"id\":\"p1\"},{\"id\":\"p1\"}]}")
                .statusCode(400)
                .body("violations.path", hasItem("players[0].id"))
                .body("violations.message", hasItem(containsString("64")))
                .body("violations.path", hasItem("players[0].customData.text"))
                .body("violations.message", hasItem(containsString("200")))
                .body("violations.path", hasItem("players[2].id"));
    }

    @Test
    void refusesAuthorThatIsNoPlayerId() {
        given().auth()
                .oauth2(driver.serviceToken())
                .header("X-On-Behalf-Of", "x".repeat(65))
                .contentType(ContentType.JSON)
                .body(TicketDriver.body("duel", "p1"))
                .post(driver.path())
                .then()
                .statusCode(400)
                .body("violations[0].path", equalTo("X-On-Behalf-Of"));
    }

    @Test
    void letsServiceCancelOnBehalfOfTheAuthor() {
        String id = driver.create("duel", "p1");

        given().auth()
                .oauth2(driver.serviceToken())
                .header("X-On-Behalf-Of", "p1")
                .delete(driver.path() + "?id=" + id)
                .then()
                .statusCode(200)
                .body("status.code", equalTo(0));
    }

    private Response create(String queue, String player) {
        return given().auth()
                .oauth2(driver.serviceToken())
                .contentType(ContentType.JSON)
                .body(TicketDriver.body(queue, player))
                .post(driver.path());
    }

    private Response status(String ticketId) {
        return given().auth().oauth2(driver.serviceToken()).get(driver.path() + "/status?id=" + ticketId);
    }

    private static Response with(int status, List<Response> answers) {
        return answers.stream()
                .filter(answer -> answer.statusCode() == status)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No answer " + status + " among "
                        + answers.stream().map(Response::statusCode).toList()));
    }

    /** A valid body of exactly that many bytes: white space is part of it. */
    private static byte[] body(String player, int bytes) {
        String json = TicketDriver.body("duel", player);
        return (json + " ".repeat(bytes - json.length())).getBytes(StandardCharsets.UTF_8);
    }

    private static BodyPublisher unknownLength(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private HttpResponse<String> send(BodyPublisher body) throws IOException, InterruptedException {
        return send(
                request().header("Content-Type", "application/json").POST(body).build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ':' + RestAssured.port + driver.path()))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + driver.serviceToken());
    }

    private static void assertTooLarge(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("too-large");
    }
}
