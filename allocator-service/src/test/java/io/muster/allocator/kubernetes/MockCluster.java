package io.muster.allocator.kubernetes;

import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.MockWebServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A Kubernetes API that keeps what it is given and tells watchers; it runs nothing, so tests play the nodes. */
public final class MockCluster implements QuarkusTestResourceLifecycleManager {

    private KubernetesMockServer server;

    @Override
    public Map<String, String> start() {
        server = new KubernetesMockServer(
                new io.fabric8.mockwebserver.Context(),
                new MockWebServer(),
                new HashMap<>(),
                new KubernetesCrudDispatcher(),
                false);
        server.init();
        return Map.of(
                "quarkus.kubernetes-client.api-server-url",
                server.url("/"),
                "quarkus.kubernetes-client.namespace",
                "games",
                "muster.allocator.kubernetes.enabled",
                "true",
                "muster.allocator.kubernetes.local-api-host",
                "127.0.0.1",
                "muster.allocator.kubernetes.local-api-port",
                "0",
                "muster.allocator.kubernetes.local-api-address",
                "allocator.test:8095",
                "muster.allocator.kubernetes.local-api-secret",
                "a secret of this test, long enough");
    }

    @Override
    public void stop() {
        server.destroy();
    }
}
