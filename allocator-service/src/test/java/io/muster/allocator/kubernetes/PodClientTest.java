package io.muster.allocator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent to the cluster, and what its answers are taken for. */
class PodClientTest {

    private static final String PODS = "/api/v1/namespaces/games/pods";
    private static final String NAME = PodTemplate.nameOf("u1", 0);
    private static final PodView POD = new PodView(
            NAME,
            "uid-of-the-pod",
            "u1",
            0,
            PodView.Phase.RUNNING,
            "node-1",
            "10.0.0.7",
            Map.of(),
            null,
            null,
            Instant.EPOCH,
            false);

    private KubernetesMockServer server;
    private KubernetesClient cluster;
    private PodClient client;

    @BeforeEach
    void start() {
        server = new KubernetesMockServer(false);
        server.init();
        cluster = server.createClient();
        client = new PodClient(() -> cluster, Optional.of("games"), "muster");
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.destroy();
    }

    @Test
    void deletesOnlyThePodItHasSeen() throws InterruptedException {
        server.expect()
                .delete()
                .withPath(PODS + "/" + NAME)
                .andReturn(200, pod())
                .once();

        client.delete(POD, Duration.ofSeconds(7));

        DeleteOptions sent =
                Serialization.unmarshal(server.takeRequest().getBody().readUtf8(), DeleteOptions.class);
        assertThat(sent.getPreconditions().getUid()).isEqualTo("uid-of-the-pod");
        assertThat(sent.getGracePeriodSeconds()).isEqualTo(7);
    }

    @Test
    void leavesAPodAloneThatHasTakenTheName() {
        server.expect()
                .delete()
                .withPath(PODS + "/" + NAME)
                .andReturn(409, null)
                .always();

        assertThatCode(() -> client.delete(POD, Duration.ZERO)).doesNotThrowAnyException();
    }

    @Test
    void isContentWhenThePodIsGoneAlready() {
        server.expect()
                .delete()
                .withPath(PODS + "/" + NAME)
                .andReturn(404, null)
                .always();

        assertThatCode(() -> client.delete(POD, Duration.ZERO)).doesNotThrowAnyException();
    }

    @Test
    void takesAConflictForAPodThatIsThereAlready() {
        server.expect().post().withPath(PODS).andReturn(409, null).always();

        assertThat(client.create(pod())).isFalse();
    }

    @Test
    void reportsThatPodsMayNotBeMade() {
        server.expect().post().withPath(PODS).andReturn(403, null).always();

        assertThatThrownBy(() -> client.create(pod())).isInstanceOf(KubernetesClientException.class);
    }

    @Test
    void findsTheAddressThatPlayersReach() {
        server.expect()
                .get()
                .withPath("/api/v1/nodes/node-1")
                .andReturn(
                        200,
                        new NodeBuilder()
                                .withNewStatus()
                                .addNewAddress("10.0.0.7", "InternalIP")
                                .addNewAddress("203.0.113.9", "ExternalIP")
                                .endStatus()
                                .build())
                .always();

        assertThat(client.externalAddress("node-1")).contains("203.0.113.9");
    }

    private static Pod pod() {
        return new PodBuilder().withNewMetadata().withName(NAME).endMetadata().build();
    }
}
