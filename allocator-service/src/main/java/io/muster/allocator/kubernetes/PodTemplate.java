package io.muster.allocator.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.muster.allocator.allocation.PayloadSpec;
import io.muster.allocator.payload.PayloadIdentity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The pod of a payload's start.
 *
 * @param installation whose pods are told from those of others by it
 * @param attempt which start it is, from 0
 * @param ports ports of the node, by name of the specification
 * @param environment what the program finds, unescaped
 * @param grace from the polite signal to the one nobody survives
 */
record PodTemplate(
        String installation,
        PayloadIdentity identity,
        int attempt,
        PayloadSpec spec,
        Map<String, Integer> ports,
        Map<String, String> environment,
        Duration grace) {

    static final String CONTAINER = "payload";
    static final String INSTALLATION = "muster.io/installation";
    static final String PAYLOAD = "muster.io/payload";
    static final String ATTEMPT = "muster.io/attempt";
    static final String ALLOCATION = "muster.io/allocation";
    static final String NAMESPACE = "muster.io/namespace";
    static final String PORTS = "muster.io/ports";

    /** The same whoever makes it, so that a start has one pod however many replicas make it. */
    static String nameOf(String payloadUid, int attempt) {
        return "payload-" + payloadUid + "-" + attempt;
    }

    Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName(nameOf(identity.uid(), attempt))
                .withLabels(labels())
                .withAnnotations(Map.of(
                        PORTS,
                        PodView.written(ports),
                        "muster.io/allocation-name",
                        identity.allocation(),
                        "muster.io/namespace-name",
                        identity.namespace()))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(grace.toSeconds())
                .withContainers(container())
                .endSpec()
                .build();
    }

    private Map<String, String> labels() {
        return Map.of(
                "app.kubernetes.io/managed-by",
                "muster",
                INSTALLATION,
                installation,
                NAMESPACE,
                identity.namespace().replaceAll("[^A-Za-z0-9]+$", ""),
                ALLOCATION,
                identity.allocationId(),
                PAYLOAD,
                identity.uid(),
                ATTEMPT,
                Integer.toString(attempt));
    }

    private Container container() {
        ContainerBuilder container = new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(spec.image())
                .withArgs(spec.args())
                .withPorts(spec.ports().stream().flatMap(this::containerPorts).toList())
                .withEnv(environment.entrySet().stream()
                        .map(PodTemplate::variable)
                        .toList())
                .withNewResources()
                .withRequests(requests())
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext();
        return (spec.command() == null ? container : container.withCommand(spec.command())).build();
    }

    /** What the program listens on: a number of its own when the policy is DYNAMIC, that of the node otherwise. */
    static int inside(PayloadSpec.PortSpec port, int hostPort) {
        boolean own = port.policy() == PayloadSpec.PortPolicy.DYNAMIC && port.containerPort() != null;
        return own ? port.containerPort() : hostPort;
    }

    private Stream<ContainerPort> containerPorts(PayloadSpec.PortSpec port) {
        int hostPort = ports.get(port.name());
        List<String> protocols = switch (port.protocol()) {
            case UDP -> List.of("UDP");
            case TCP -> List.of("TCP");
            case TCPUDP -> List.of("TCP", "UDP");
        };
        return protocols.stream()
                .map(protocol -> new ContainerPortBuilder()
                        .withContainerPort(inside(port, hostPort))
                        .withHostPort(hostPort)
                        .withProtocol(protocol)
                        .build());
    }

    /** What its machine must have for it; not a limit, as the seed's owner says of memory. */
    private Map<String, Quantity> requests() {
        Map<String, Quantity> requests = new HashMap<>();
        if (spec.cpu() != null) {
            requests.put("cpu", new Quantity(spec.cpu()));
        }
        if (spec.memory() != null) {
            requests.put("memory", new Quantity(spec.memory().replaceAll("K$", "k")));
        }
        return requests;
    }

    /** The cluster would take {@code $(NAME)} in a value for a reference; in arguments that is wanted, here it is not. */
    private static EnvVar variable(Map.Entry<String, String> variable) {
        return new EnvVarBuilder()
                .withName(variable.getKey())
                .withValue(variable.getValue().replace("$(", "$$("))
                .build();
    }
}
