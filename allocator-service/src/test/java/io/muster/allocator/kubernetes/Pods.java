package io.muster.allocator.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;

/** Plays the nodes of a cluster that has none. */
final class Pods {

    private final KubernetesClient client;

    Pods(KubernetesClient client) {
        this.client = client;
    }

    List<Pod> ofAllocation(String allocationId) {
        return client.pods().withLabel(PodTemplate.ALLOCATION, allocationId).list().getItems().stream()
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    /** A node has it and fetches its image. */
    void place(Pod pod) {
        status(
                pod,
                "Pending",
                new ContainerStateBuilder()
                        .withNewWaiting()
                        .withReason("ContainerCreating")
                        .endWaiting()
                        .build());
    }

    void run(Pod pod) {
        status(
                pod,
                "Running",
                new ContainerStateBuilder().withNewRunning().endRunning().build());
    }

    void end(Pod pod, int exitCode) {
        status(
                pod,
                exitCode == 0 ? "Succeeded" : "Failed",
                new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(exitCode)
                        .endTerminated()
                        .build());
    }

    static String payloadOf(Pod pod) {
        return pod.getMetadata().getLabels().get(PodTemplate.PAYLOAD);
    }

    static String variable(Pod pod, String name) {
        return pod.getSpec().getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();
    }

    private void status(Pod pod, String phase, ContainerState state) {
        Pod now = client.pods().withName(pod.getMetadata().getName()).get();
        client.resource(new PodBuilder(now)
                        .editOrNewStatus()
                        .withPhase(phase)
                        .withHostIP("10.0.0.7")
                        .withContainerStatuses()
                        .addNewContainerStatus()
                        .withName(PodTemplate.CONTAINER)
                        .withState(state)
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .updateStatus();
    }
}
