package io.muster.allocator.allocation;

/** Is told of allocations this replica has created or changed. Must not block; may be called from any thread. */
public interface AllocationListener {

    void changed(Allocation allocation);
}
