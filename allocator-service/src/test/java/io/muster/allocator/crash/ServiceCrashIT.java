package io.muster.allocator.crash;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.allocator.host.ScriptedPayload;
import io.muster.testing.PackagedService;
import io.muster.testing.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One crash in a burst of reservations, looked at from several sides: payload processes run and one allocation is starting
 * more of them while the service is killed.
 */
class ServiceCrashIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String ALLOCATIONS = "/api/v0/projects/crash/allocations";
    private static final int PROCESSES = 3;
    private static final int CLIENTS = 8;
    private static final int BURST = 200;
    private static final Map<String, Object> SIMULATED = Map.of("ready_ms", 0, "life_ms", 0);

    @TempDir
    static Path folder;

    private static final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private static PackagedService service;
    private static Map<String, Long> processesBefore;
    private static String runningReservation;

    @BeforeAll
    static void crashInABurst() throws InterruptedException {
        service = new PackagedService(
                "allocator-crash", folder, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dmuster.data.dir=" + folder);
        service.start();
        create("running", PROCESSES, program("ready", "sleep"));
        create("burst", 2_000, Map.of("runtime", "simulated", "simulated", SIMULATED));
        await("processes are ready").atMost(PATIENCE).until(() -> count("running", "Ready") == PROCESSES);
        await("simulated ones are ready").atMost(PATIENCE).until(() -> count("burst", "Ready") == 2_000);
        runningReservation = reserve("running").jsonPath().getString("result.reservation_id");
        processesBefore = processes("running");
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, CLIENTS).forEach(_ -> clients.execute(ServiceCrashIT::reserveUntilItIsGone));
            create("starting", PROCESSES, program("ready", "sleep"));
            await("the burst is under way").atMost(PATIENCE).until(() -> acknowledged.size() >= BURST);
            service.kill();
        }
        service.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        service.stop();
    }

    @Test
    void everyAcknowledgedReservationStands() {
        Map<String, String> active = new HashMap<>();
        acknowledged.keySet().forEach(id -> {
            JsonPath now =
                    request().get(ALLOCATIONS + "/burst/reservations/" + id).jsonPath();
            if ("ACTIVE".equals(now.getString("result.state"))) {
                active.put(id, now.getString("result.payload_uid"));
            }
        });
        assertThat(active).isEqualTo(acknowledged);
    }

    @Test
    void noPayloadWasHandedOutTwice() {
        assertThat(acknowledged.values()).doesNotHaveDuplicates();
    }

    @Test
    void theReservationOfARunningProcessStands() {
        request()
                .get(ALLOCATIONS + "/running/reservations/" + runningReservation)
                .then()
                .statusCode(200);
        assertThat(count("running", "Reserved")).isEqualTo(1);
    }

    @Test
    void processesThatRanAreTheSameAfterwards() {
        assertThat(processesBefore).hasSize(PROCESSES);
        assertThat(processes("running")).isEqualTo(processesBefore);
    }

    @Test
    void processesThatWereStartingAreStartedOnce() {
        await("the others are ready").atMost(PATIENCE).until(() -> count("starting", "Ready") == PROCESSES);

        assertThat(processes("starting")).hasSize(PROCESSES);
    }

    @Test
    void anAdoptedProcessIsWatchedAndReplaced() {
        String uid = request()
                .queryParam("state", "Ready")
                .get(ALLOCATIONS + "/running/payloads")
                .jsonPath()
                .getString("results[0].uid");
        ProcessHandle shell = ProcessHandle.of(processesBefore.get(uid)).orElseThrow();

        shell.descendants().forEach(ProcessHandle::destroyForcibly);

        await("it is replaced").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(processes("running")).doesNotContainKey(uid);
            assertThat(count("running", "Ready")).isEqualTo(PROCESSES - 1);
        });
    }

    private static void reserveUntilItIsGone() {
        try {
            while (true) {
                JsonPath granted =
                        reserve("burst").then().statusCode(200).extract().jsonPath();
                acknowledged.put(granted.getString("result.reservation_id"), granted.getString("result.uid"));
            }
        } catch (Exception | AssertionError gone) {
            // what was not acknowledged may have happened or not
        }
    }

    /** The shells that lead payload processes of an allocation, by uid; one that is there twice is found twice. */
    private static Map<String, Long> processes(String allocation) {
        List<String> uids = request()
                .get(ALLOCATIONS + "/" + allocation + "/payloads")
                .jsonPath()
                .getList("results.uid");
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("payload " + folder))
                .flatMap(process -> uids.stream()
                        .filter(uid -> process.info().commandLine().orElse("").contains("ds_" + uid))
                        .map(uid -> Map.entry(uid, process.pid())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Object> program(String... steps) {
        return Map.of(
                "runtime",
                "process",
                "payload_spec",
                Map.of("command", ScriptedPayload.command(), "args", ScriptedPayload.arguments(steps)));
    }

    private static void create(String name, int payloads, Map<String, Object> what) {
        Map<String, Object> body = new HashMap<>(what);
        body.putAll(Map.of("name", name, "buffer", 0, "min", payloads, "max", payloads));
        request().body(body).post(ALLOCATIONS).then().statusCode(201);
    }

    private static Response reserve(String allocation) {
        return request().body("{}").post(ALLOCATIONS + "/" + allocation + "/reservations");
    }

    private static int count(String allocation, String state) {
        Integer count = request().get(ALLOCATIONS + "/" + allocation).jsonPath().get("result.status.payloads." + state);
        return count == null ? 0 : count;
    }

    private static RequestSpecification request() {
        return given().baseUri(service.address().toString())
                .header("Authorization", "Bearer " + TestTokens.developer("crash", "dev"))
                .contentType("application/json");
    }
}
