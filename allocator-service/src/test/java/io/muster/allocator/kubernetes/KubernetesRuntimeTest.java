package io.muster.allocator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.muster.allocator.Api;
import io.muster.allocator.local.LocalApiService;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
@WithTestResource(MockCluster.class)
class KubernetesRuntimeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    KubernetesClient client;

    @Inject
    LocalApiService localApi;

    @Inject
    PodWorker worker;

    private final Api api = new Api("arena");
    private Pods pods;
    private String id;

    @BeforeEach
    void create() {
        pods = new Pods(client);
        id = api.create(Map.of(
                "name",
                Api.uniqueName("k"),
                "runtime",
                "kubernetes",
                "buffer",
                1,
                "max",
                3,
                "payload_spec",
                Map.of(
                        "image",
                        "registry.test/game:1",
                        "ports",
                        List.of(Map.of(
                                "name",
                                "default",
                                "port_policy",
                                "DYNAMIC",
                                "container_port",
                                7_777,
                                "protocol",
                                "UDP")))));
    }

    @AfterEach
    void remove() {
        api.ids(id, "Reserved")
                .forEach(payload ->
                        api.request().queryParam("force_delete", true).delete(api.path(id, "/payloads/" + payload)));
        api.delete(id);
        await().atMost(PATIENCE).until(() -> pods.ofAllocation(id).isEmpty());
    }

    @Test
    void isReservedAtTheAddressOfItsNodeOnceItHasCalledReady() {
        Pod pod = ready();

        api.reserve(id, Map.of())
                .then()
                .statusCode(200)
                .body("result.status.address", equalTo("10.0.0.7"))
                .body("result.status.ports[0].port", equalTo(hostPort(pod)));
    }

    @Test
    void goesThroughThePublishedStates() {
        Pod pod = onlyPod();
        api.awaitIds(id, "Creating", 1);

        pods.place(pod);
        api.awaitIds(id, "Preparing", 1);
        pods.run(pod);
        api.awaitIds(id, "Starting", 1);
        callReady(pod);

        api.awaitIds(id, "Ready", 1);
    }

    @Test
    void isReplacedWhenItsProgramCrashesWhileReserved() {
        Pod pod = ready();
        api.reserve(id, Map.of()).then().statusCode(200);

        pods.end(pod, 3);

        awaitTermination("crashed", 3);
        assertThat(pods.ofAllocation(id)).extracting(Pods::payloadOf).doesNotContain(Pods.payloadOf(pod));
    }

    @Test
    void isReplacedWhenItsPodIsGone() {
        Pod pod = ready();

        client.pods().resource(pod).delete();

        awaitTermination("crashed", null);
        assertThat(pods.ofAllocation(id)).extracting(Pods::payloadOf).doesNotContain(Pods.payloadOf(pod));
    }

    @Test
    void isStartedAgainAsAnotherPodWhenItsProgramEndsBeforeItIsReady() {
        Pod first = onlyPod();
        pods.place(first);
        pods.run(first);
        api.awaitIds(id, "Starting", 1);

        pods.end(first, 1);

        Pod second = onlyPodOtherThan(first);
        assertThat(second.getMetadata().getLabels())
                .containsEntry(PodTemplate.PAYLOAD, Pods.payloadOf(first))
                .containsEntry(PodTemplate.ATTEMPT, "1");
    }

    @Test
    void isClearedAwayWithItsPodWhenItIsDeleted() {
        Pod pod = ready();
        String payload = api.ids(id, "Ready").getFirst();

        api.request().delete(api.path(id, "/payloads/" + payload)).then().statusCode(200);

        awaitTermination("deleted", null);
        assertThat(client.pods().resource(pod).get()).isNull();
    }

    @Test
    void hasOnePodHoweverOftenItIsStarted() {
        Pod pod = onlyPod();
        String uid = Pods.payloadOf(pod);

        for (int i = 0; i < 10; i++) {
            worker.look(uid);
        }
        worker.lookAtAll().await().atMost(PATIENCE);
        pods.place(pod);

        api.awaitIds(id, "Preparing", 1);
        assertThat(pods.ofAllocation(id)).hasSize(1);
    }

    @Test
    void learnsAfterARestartWhatItHasMissed() {
        Pod pod = ready();
        api.reserve(id, Map.of()).then().statusCode(200);

        worker.stop();
        pods.end(pod, 0);
        worker.start();

        awaitTermination("exited", 0);
    }

    @Test
    void removesPodsThatBelongToNoPayload() {
        Pod stray = client.pods().resource(stray("muster")).create();
        Pod foreign = client.pods().resource(stray("another")).create();

        await().atMost(PATIENCE).until(() -> client.pods().resource(stray).get() == null);
        assertThat(client.pods().resource(foreign).get()).isNotNull();
        client.pods().resource(foreign).delete();
    }

    @Test
    void answersItsLocalApiOnlyUnderItsSecretPath() {
        Pod pod = ready();
        String address = localApi(pod);

        RestAssured.get(address + "/api/v0/payload").then().statusCode(200);
        RestAssured.get(address + "x/api/v0/payload").then().statusCode(404);
    }

    private Pod onlyPod() {
        await("a pod").atMost(PATIENCE).until(() -> pods.ofAllocation(id).size() == 1);
        return pods.ofAllocation(id).getFirst();
    }

    private Pod onlyPodOtherThan(Pod before) {
        String name = before.getMetadata().getName();
        await("another pod").atMost(PATIENCE).until(() -> {
            List<Pod> now = pods.ofAllocation(id);
            return now.size() == 1 && !now.getFirst().getMetadata().getName().equals(name);
        });
        return pods.ofAllocation(id).getFirst();
    }

    private Pod ready() {
        Pod pod = onlyPod();
        pods.place(pod);
        pods.run(pod);
        api.awaitIds(id, "Starting", 1);
        callReady(pod);
        api.awaitIds(id, "Ready", 1);
        return pod;
    }

    private void callReady(Pod pod) {
        RestAssured.post(localApi(pod) + "/api/v0/ready").then().statusCode(200);
    }

    /** What the pod was given, as it is reached from outside of the cluster that is not there. */
    private String localApi(Pod pod) {
        String given = Pods.variable(pod, "ORCHESTRATION_PAYLOAD_API");
        return "http://127.0.0.1:" + localApi.podPort() + given.substring(given.indexOf('/'));
    }

    private static int hostPort(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getPorts().getFirst().getHostPort();
    }

    private void awaitTermination(String reason, Integer exitCode) {
        await(reason)
                .atMost(PATIENCE)
                .untilAsserted(() -> api.request()
                        .get(api.path(id, "/terminations"))
                        .then()
                        .body("results[0].reason", equalTo(reason))
                        .body("results[0].exit_code", equalTo(exitCode)));
    }

    private static Pod stray(String installation) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("stray-of-" + installation)
                .addToLabels(PodTemplate.INSTALLATION, installation)
                .addToLabels(PodTemplate.PAYLOAD, UUID.randomUUID().toString())
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build();
    }
}
