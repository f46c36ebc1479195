package io.muster.allocator.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What matters of a pod.
 *
 * @param uid the cluster's own id of it; another pod of the same name has another one
 * @param attempt which start of the payload it is, from 0
 * @param node name of the node it was given, or null
 * @param hostAddress address of that node as the cluster knows it, or null
 * @param ports numbers that players use, by name
 * @param exitCode of its program; null while it runs, and when nobody saw it
 * @param problem why it does not get on, in the words of the cluster, or null
 * @param leaving whether somebody has asked for its deletion
 */
record PodView(
        String name,
        String uid,
        String payloadUid,
        int attempt,
        Phase phase,
        String node,
        String hostAddress,
        Map<String, Integer> ports,
        Integer exitCode,
        String problem,
        Instant createdAt,
        boolean leaving) {

    /** How far its program has come. */
    enum Phase {
        PENDING,
        RUNNING,
        ENDED
    }

    static PodView of(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        Optional<ContainerState> state = status.getContainerStatuses().stream()
                .filter(container -> PodTemplate.CONTAINER.equals(container.getName()))
                .findFirst()
                .map(ContainerStatus::getState);
        return new PodView(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                labels.get(PodTemplate.PAYLOAD),
                Integer.parseInt(labels.getOrDefault(PodTemplate.ATTEMPT, "0")),
                phase(status, state),
                pod.getSpec().getNodeName(),
                status.getHostIP(),
                ports(pod),
                state.map(ContainerState::getTerminated)
                        .map(terminated -> terminated.getExitCode())
                        .orElse(null),
                problem(status, state),
                Instant.parse(pod.getMetadata().getCreationTimestamp()),
                pod.getMetadata().getDeletionTimestamp() != null);
    }

    /** As {@code name=number,name=number}, which is how {@link #of} reads them. */
    static String written(Map<String, Integer> ports) {
        return String.join(
                ",",
                ports.entrySet().stream()
                        .map(port -> port.getKey() + "=" + port.getValue())
                        .toList());
    }

    private static Phase phase(PodStatus status, Optional<ContainerState> state) {
        boolean over = "Failed".equals(status.getPhase()) || "Succeeded".equals(status.getPhase());
        if (over || state.map(ContainerState::getTerminated).isPresent()) {
            return Phase.ENDED;
        }
        return state.map(ContainerState::getRunning).isPresent() ? Phase.RUNNING : Phase.PENDING;
    }

    private static String problem(PodStatus status, Optional<ContainerState> state) {
        return state.map(ContainerState::getWaiting)
                .map(waiting -> waiting.getReason())
                .or(() -> status.getConditions().stream()
                        .filter(condition -> "False".equals(condition.getStatus()))
                        .map(condition -> condition.getReason())
                        .filter(reason -> reason != null)
                        .findFirst())
                .or(() -> Optional.ofNullable(status.getReason()))
                .orElse(null);
    }

    private static Map<String, Integer> ports(Pod pod) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        String written = Optional.ofNullable(pod.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(PodTemplate.PORTS))
                .orElse("");
        for (String one : written.isEmpty() ? List.<String>of() : List.of(written.split(",", -1))) {
            int sign = one.lastIndexOf('=');
            ports.put(one.substring(0, sign), Integer.valueOf(one.substring(sign + 1)));
        }
        return ports;
    }
}
