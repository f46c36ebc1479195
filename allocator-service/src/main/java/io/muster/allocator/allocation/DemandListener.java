package io.muster.allocator.allocation;

/** Is told of reservations that have begun to wait for a payload. Must not block; may be called from any thread. */
public interface DemandListener {

    void demanded(String allocationId);
}
