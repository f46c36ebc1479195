package io.muster.allocator.kubernetes;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.muster.allocator.AllocatorSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Pods of this installation, as the cluster has them. Blocks; call it on a virtual thread. Only when enabled. */
@ApplicationScoped
class PodClient {

    static final String BY_PAYLOAD = "payload";
    private static final String EXTERNAL = "ExternalIP";

    private final Supplier<KubernetesClient> client;
    private final Optional<String> namespace;
    private final String installation;

    /** The client is made when it is used first, so that none is where the runtime is not enabled. */
    @Inject
    PodClient(Instance<KubernetesClient> client, AllocatorSettings settings) {
        this(
                client::get,
                settings.kubernetes().namespace(),
                settings.kubernetes().installation());
    }

    PodClient(Supplier<KubernetesClient> client, Optional<String> namespace, String installation) {
        this.client = client;
        this.namespace = namespace;
        this.installation = installation;
    }

    /** Adds it; false when there is one of that name already. */
    boolean create(Pod pod) {
        try {
            client.get().pods().inNamespace(namespace()).resource(pod).create();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    /** Deletes this very pod: one that has taken its name meanwhile stays. */
    void delete(PodView pod, Duration grace) {
        String path = "/api/v1/namespaces/" + namespace() + "/pods/" + pod.name();
        try {
            client.get()
                    .raw(
                            path,
                            "DELETE",
                            new DeleteOptionsBuilder()
                                    .withGracePeriodSeconds(grace.toSeconds())
                                    .withNewPreconditions()
                                    .withUid(pod.uid())
                                    .endPreconditions()
                                    .build());
        } catch (KubernetesClientException e) {
            boolean anotherOrNone =
                    e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
            if (!anotherOrNone) {
                throw e;
            }
        }
    }

    /** All pods of a payload, as of now. */
    List<PodView> podsOf(String payloadUid) {
        return client
                .get()
                .pods()
                .inNamespace(namespace())
                .withLabels(Map.of(PodTemplate.INSTALLATION, installation, PodTemplate.PAYLOAD, payloadUid))
                .list()
                .getItems()
                .stream()
                .map(PodView::of)
                .toList();
    }

    /** An address of a node that is reached from outside the cluster, when it has one. */
    Optional<String> externalAddress(String node) {
        return Optional.ofNullable(client.get().nodes().withName(node).get())
                .map(Node::getStatus)
                .flatMap(status -> status.getAddresses().stream()
                        .filter(address -> EXTERNAL.equals(address.getType()))
                        .map(address -> address.getAddress())
                        .findFirst());
    }

    /** What is known of all pods, kept up to date by a watch, with an index by payload; not started yet. */
    SharedIndexInformer<Pod> informer(ResourceEventHandler<Pod> handler) {
        SharedIndexInformer<Pod> informer = client.get()
                .pods()
                .inNamespace(namespace())
                .withLabel(PodTemplate.INSTALLATION, installation)
                .runnableInformer(0);
        return informer.addIndexers(Map.of(
                        BY_PAYLOAD,
                        pod -> List.of(pod.getMetadata().getLabels().getOrDefault(PodTemplate.PAYLOAD, ""))))
                .addEventHandler(handler)
                .exceptionHandler((_, _) -> true);
    }

    private String namespace() {
        return namespace.orElseGet(() -> client.get().getNamespace());
    }
}
