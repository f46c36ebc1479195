package io.muster.allocator.kubernetes;

import io.muster.allocator.allocation.PayloadSpec;
import io.muster.allocator.allocation.RuntimeKind;
import io.muster.allocator.host.PayloadRuntime;
import io.muster.allocator.payload.Payload;
import jakarta.enterprise.context.ApplicationScoped;

/** Payloads as pods. Both orders come to the same: look at the row and its pods, and do what follows from them. */
@ApplicationScoped
public class KubernetesRuntime implements PayloadRuntime {

    private final PodWorker pods;

    public KubernetesRuntime(PodWorker pods) {
        this.pods = pods;
    }

    @Override
    public RuntimeKind kind() {
        return RuntimeKind.KUBERNETES;
    }

    @Override
    public void start(Payload payload, PayloadSpec spec) {
        pods.look(payload.uid());
    }

    @Override
    public void stop(Payload payload) {
        pods.look(payload.uid());
    }
}
