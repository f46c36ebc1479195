package io.muster.allocator.host;

import io.muster.allocator.allocation.PayloadSpec;
import io.muster.allocator.allocation.RuntimeKind;
import io.muster.allocator.payload.Payload;

/**
 * Starts and stops payloads of one kind. Its rows are committed before it is asked, so it may be asked again after a
 * crash and must then find what it had started. What happens to a payload it reports as commands to
 * {@link io.muster.allocator.payload.PayloadService}. No method blocks; each may be called from any thread.
 */
public interface PayloadRuntime {

    RuntimeKind kind();

    /** Gets a payload that is Creating going. Does nothing for one it already runs. */
    void start(Payload payload, PayloadSpec spec);

    /** Gets rid of a payload that is Shutdown or Unhealthy, politely first, and clears its row away at the end. */
    void stop(Payload payload);
}
