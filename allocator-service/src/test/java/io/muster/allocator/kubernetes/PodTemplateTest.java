package io.muster.allocator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.muster.allocator.allocation.PayloadSpec;
import io.muster.allocator.allocation.PayloadSpec.PortPolicy;
import io.muster.allocator.allocation.PayloadSpec.PortSpec;
import io.muster.allocator.allocation.PayloadSpec.Protocol;
import io.muster.allocator.payload.Payloads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodTemplateTest {

    @Test
    void mapsAPortOfTheProgramToOneOfTheNodeWhenThePolicyIsDynamic() {
        assertThat(ports(new PortSpec("default", 7_777, PortPolicy.DYNAMIC, Protocol.UDP)))
                .extracting(ContainerPort::getContainerPort, ContainerPort::getHostPort, ContainerPort::getProtocol)
                .containsExactly(tuple(7_777, 25_001, "UDP"));
    }

    @Test
    void usesOneNumberInsideAndOutsideWhenThePolicyIsPassthrough() {
        assertThat(ports(new PortSpec("default", 7_777, PortPolicy.PASSTHROUGH, Protocol.TCP)))
                .extracting(ContainerPort::getContainerPort, ContainerPort::getHostPort, ContainerPort::getProtocol)
                .containsExactly(tuple(25_001, 25_001, "TCP"));
    }

    @Test
    void opensBothProtocolsUnderOneNumber() {
        assertThat(ports(new PortSpec("default", null, PortPolicy.DYNAMIC, Protocol.TCPUDP)))
                .extracting(ContainerPort::getHostPort, ContainerPort::getProtocol)
                .containsExactly(tuple(25_001, "TCP"), tuple(25_001, "UDP"));
    }

    @Test
    void asksItsNodeForCpuAndMemoryWithoutLimitingThem() {
        Container container = container(pod(spec("500m", "100K", List.of())));

        assertThat(container.getResources().getRequests())
                .containsEntry("cpu", new Quantity("500m"))
                .containsEntry("memory", new Quantity("100k"));
        assertThat(container.getResources().getLimits()).isEmpty();
    }

    @Test
    void isLabelledWithWhoseItIs() {
        assertThat(pod(spec(null, null, List.of())).getMetadata().getLabels())
                .containsEntry(PodTemplate.INSTALLATION, "muster")
                .containsEntry(PodTemplate.NAMESPACE, "game")
                .containsEntry(PodTemplate.ALLOCATION, "allocation-1")
                .containsEntry(PodTemplate.PAYLOAD, "u1")
                .containsEntry(PodTemplate.ATTEMPT, "2");
    }

    @Test
    void keepsTheClusterFromReplacingReferencesInValues() {
        assertThat(container(pod(spec(null, null, List.of()))).getEnv())
                .extracting(EnvVar::getName, EnvVar::getValue)
                .containsExactly(tuple("MODE", "$$(HOME)"));
    }

    @Test
    void givesPayloadsNoRightsInTheCluster() {
        Pod pod = pod(spec(null, null, List.of()));

        assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
        assertThat(container(pod).getSecurityContext().getAllowPrivilegeEscalation())
                .isFalse();
    }

    @Test
    void isReadBackAsItWasWritten() {
        Pod pod = pod(spec(null, null, List.of()));
        pod.getMetadata().setUid("pod-uid");
        pod.getMetadata().setCreationTimestamp("2026-11-20T12:00:00Z");

        PodView view = PodView.of(pod);

        assertThat(view.payloadUid()).isEqualTo("u1");
        assertThat(view.attempt()).isEqualTo(2);
        assertThat(view.ports()).isEqualTo(Map.of("default", 25_001));
        assertThat(view.phase()).isEqualTo(PodView.Phase.PENDING);
    }

    private static List<ContainerPort> ports(PortSpec port) {
        return container(pod(spec(null, null, List.of(port)))).getPorts();
    }

    private static PayloadSpec spec(String cpu, String memory, List<PortSpec> ports) {
        return new PayloadSpec("registry/game:1", null, List.of("--fast"), ports, cpu, memory, List.of(), 1, 0);
    }

    private static Pod pod(PayloadSpec spec) {
        return new PodTemplate(
                        "muster",
                        Payloads.created("u1").identity(),
                        2,
                        spec,
                        Map.of("default", 25_001),
                        Map.of("MODE", "$(HOME)"),
                        Duration.ofSeconds(10))
                .pod();
    }

    private static Container container(Pod pod) {
        return pod.getSpec().getContainers().getFirst();
    }
}
