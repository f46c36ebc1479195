package io.muster.allocator.reservation;

import io.muster.allocator.payload.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The indexes of this replica by allocation, and how old what they were read from is. Safe for use by several threads. */
final class ClaimIndexes {

    /**
     * How long an index that was just read is believed when it has nothing to offer. Bounds the reads that hopeless
     * requests cause; what this replica itself changes counts at once, and what others change in a moment.
     */
    private static final Duration BELIEVED = Duration.ofMillis(250);

    private final int salt;
    private final Map<String, ClaimIndex> indexes = new ConcurrentHashMap<>();
    private final Map<String, Instant> readAt = new ConcurrentHashMap<>();
    private final Set<String> readingAhead = ConcurrentHashMap.newKeySet();

    ClaimIndexes(int salt) {
        this.salt = salt;
    }

    ClaimIndex of(String allocationId) {
        return indexes.computeIfAbsent(allocationId, _ -> new ClaimIndex(salt));
    }

    boolean stale(String allocationId, Instant now) {
        Instant read = readAt.get(allocationId);
        return read == null || read.plus(BELIEVED).isBefore(now);
    }

    /** Whether the caller is the one to read about an allocation before anybody needs it. */
    boolean beginFirstRead(String allocationId) {
        return unread(allocationId) && readingAhead.add(allocationId);
    }

    /** Whether nothing was ever read about an allocation. */
    boolean unread(String allocationId) {
        return !readAt.containsKey(allocationId);
    }

    /** Puts payloads as they are now where they belong. */
    void learn(Collection<Payload> payloads) {
        payloads.forEach(payload -> of(payload.identity().allocationId()).put(payload));
    }

    /**
     * Learns what has become of payloads that were lost to somebody else. One that is still being changed stays taken, so
     * that nobody believes it is not there; one that is gone is forgotten.
     */
    void learn(Collection<Payload> lost, Collection<Payload> found) {
        Set<String> there = found.stream().map(Payload::uid).collect(Collectors.toSet());
        lost.stream()
                .filter(payload -> !there.contains(payload.uid()))
                .forEach(payload -> of(payload.identity().allocationId()).forget(payload.uid()));
        learn(found);
    }

    /** Puts back what was taken in vain, as far as nothing newer is known of it. */
    void offerAgain(Collection<Payload> payloads) {
        for (Payload payload : payloads) {
            ClaimIndex index = of(payload.identity().allocationId());
            index.forget(payload.uid());
            index.put(payload);
        }
    }

    /** Nothing is known any more. */
    void forgetAll() {
        indexes.clear();
        readAt.clear();
        readingAhead.clear();
    }

    void read(String allocationId, Collection<Payload> payloads, Instant now) {
        of(allocationId).reset(payloads);
        readAt.put(allocationId, now);
    }
}
