package io.muster.allocator.scaling;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.AllocationStatus;

/** Which of the nine published states an allocation is in. */
public final class StatusPolicy {

    private StatusPolicy() {}

    /**
     * The state.
     *
     * @param counts payloads before this round
     * @param created payloads added by it
     */
    public static AllocationStatus status(Allocation allocation, Counts counts, int created) {
        int total = counts.total() + created;
        return switch (allocation.wish()) {
            case DELETE -> total > 0 ? AllocationStatus.DRAINING : AllocationStatus.DELETED;
            case DISABLE -> total > 0 ? AllocationStatus.DRAINING : AllocationStatus.DISABLED;
            case RUN -> running(counts, total);
        };
    }

    private static AllocationStatus running(Counts counts, int total) {
        if (total == 0) {
            return AllocationStatus.STOPPED;
        }
        if (counts.failed() > 0 && counts.failed() == counts.useful()) {
            return AllocationStatus.ERROR;
        }
        return counts.outdated() > 0 ? AllocationStatus.UPDATING : AllocationStatus.RUNNING;
    }
}
