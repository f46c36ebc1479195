package io.muster.allocator.reservation;

/** How sessions are spread over payloads that have several seats. */
public enum Packing {
    /** Fill the fullest payload first, so that others run empty and can be removed. */
    PACKED,
    /** Take the emptiest payload first. */
    DISTRIBUTED
}
