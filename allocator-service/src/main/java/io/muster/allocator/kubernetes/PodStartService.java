package io.muster.allocator.kubernetes;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.allocation.AllocationStore;
import io.muster.allocator.allocation.PayloadSpec;
import io.muster.allocator.host.PayloadEnvironment;
import io.muster.allocator.host.PortAssignmentService;
import io.muster.allocator.host.ServerSocketAddress;
import io.muster.allocator.host.ServerTokenClient;
import io.muster.allocator.local.LocalApiService;
import io.muster.allocator.payload.Endpoint;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.runtime.db.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Makes pods, and says where they are. Blocks; call it on a virtual thread. */
@ApplicationScoped
class PodStartService {

    private static final Logger LOG = Logger.getLogger(PodStartService.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Ports are given out for the cluster as if it were one host: a number is in use on one node at most. */
    private static final String CLUSTER = "kubernetes";

    private final Database database;
    private final AllocationStore allocations;
    private final PortAssignmentService ports;
    private final ServerTokenClient tokens;
    private final LocalApiService localApi;
    private final PodClient client;
    private final AllocatorSettings settings;

    PodStartService(
            Database database,
            AllocationStore allocations,
            PortAssignmentService ports,
            ServerTokenClient tokens,
            LocalApiService localApi,
            PodClient client,
            AllocatorSettings settings) {
        this.database = database;
        this.allocations = allocations;
        this.ports = ports;
        this.tokens = tokens;
        this.localApi = localApi;
        this.client = client;
        this.settings = settings;
    }

    /** Makes the pod of a start; does nothing when it is there already. */
    void start(Payload payload, int attempt) throws InterruptedException {
        PayloadSpec spec = database.read(session ->
                        allocations.findById(session, payload.identity().allocationId()))
                .await()
                .atMost(PATIENCE)
                .getFirst()
                .spec();
        Map<String, Integer> hostPorts =
                ports.keep(payload.uid(), spec.ports(), range()).await().atMost(PATIENCE);
        PodTemplate template = new PodTemplate(
                settings.kubernetes().installation(),
                payload.identity(),
                attempt,
                spec,
                hostPorts,
                environment(payload, spec, hostPorts),
                settings.shutdownGrace());
        boolean made = client.create(template.pod());
        LOG.infof("pod %s %s", PodTemplate.nameOf(payload.uid(), attempt), made ? "was made" : "is there already");
    }

    /** What tells the payload where its pod is. */
    PayloadCommand placed(PodView pod) {
        String address = settings.kubernetes().externalAddresses() && pod.node() != null
                ? client.externalAddress(pod.node()).orElse(pod.hostAddress())
                : pod.hostAddress();
        return new PayloadCommand.Prepare(new Endpoint(address, pod.ports()));
    }

    private Map<String, String> environment(Payload payload, PayloadSpec spec, Map<String, Integer> hostPorts)
            throws InterruptedException {
        Map<String, Integer> inside = new LinkedHashMap<>();
        spec.ports().forEach(port -> inside.put(port.name(), PodTemplate.inside(port, hostPorts.get(port.name()))));
        Map<String, String> system = new LinkedHashMap<>();
        system.put("ORCHESTRATION_PAYLOAD_API", localApi.baseOfPod(payload.uid()));
        system.put("MUSTER_SERVER_TOKEN", tokens.tokenFor(payload.identity()).orElse(null));
        system.put(
                "MUSTER_GATEWAY_URL",
                settings.access().gatewayUrl().map(ServerSocketAddress::of).orElse(null));
        system.put("MUSTER_API_URL", settings.access().apiUrl().orElse(null));
        return PayloadEnvironment.of(payload.identity(), new Endpoint(null, inside), spec, system);
    }

    private PortAssignmentService.Range range() {
        return new PortAssignmentService.Range(
                CLUSTER, settings.kubernetes().portFrom(), settings.kubernetes().portTo(), _ -> true);
    }
}
