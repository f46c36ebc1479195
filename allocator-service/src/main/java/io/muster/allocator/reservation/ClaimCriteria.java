package io.muster.allocator.reservation;

import java.util.List;

/**
 * What a reservation asks for.
 *
 * @param selectors tried in order; the next one only when the one before matches nothing. Empty: any Ready payload
 * @param packing which of the matching payloads
 * @param generations versions of the allocation to prefer, best first; empty: the newest
 */
public record ClaimCriteria(List<Selector> selectors, Packing packing, List<Long> generations) {

    /** The reservation nobody said anything about. */
    public static final ClaimCriteria ANY = new ClaimCriteria(List.of(), Packing.PACKED, List.of());

    public ClaimCriteria {
        selectors = selectors.isEmpty() ? List.of(Selector.ANY) : List.copyOf(selectors);
        generations = List.copyOf(generations);
    }
}
