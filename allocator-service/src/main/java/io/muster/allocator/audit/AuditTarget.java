package io.muster.allocator.audit;

/** What a path says a call was about. */
final class AuditTarget {

    /** As in {@code /api/v0/projects/NAMESPACE/allocations/ALLOCATION/payloads/PAYLOAD}. */
    private static final int SEGMENTS_BEFORE = 7;

    private AuditTarget() {}

    /** The path below the allocation; empty when it ends there. */
    static String of(String path) {
        String[] segments = path.split("/", SEGMENTS_BEFORE + 1);
        return segments.length <= SEGMENTS_BEFORE ? "" : segments[SEGMENTS_BEFORE];
    }
}
