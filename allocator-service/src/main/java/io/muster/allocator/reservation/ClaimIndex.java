package io.muster.allocator.reservation;

import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadState;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The payloads of one allocation that this replica may claim, in the order in which it claims them, and by label.
 *
 * <p>It only proposes: a payload taken from here is claimed when the commit by uid and version has succeeded, so an index
 * that is behind costs a second try and never a payload handed out twice. Each replica ranks payloads differently
 * ({@code salt}), so that replicas seldom choose the same one.
 *
 * <p>Safe for use by several threads; every call is short and none waits for anything.
 */
public final class ClaimIndex {

    private static final Comparator<Payload> NEWEST_FIRST = Comparator.comparingLong(
                    (Payload payload) -> payload.identity().generation())
            .reversed();

    private final Map<String, Payload> byUid = new HashMap<>();
    /** Taken, and neither put back nor forgotten since: what they become is being committed. */
    private final Map<String, Payload> taken = new HashMap<>();

    private final Map<String, NavigableSet<Payload>> byLabel = new HashMap<>();
    private final NavigableSet<Payload> ready;
    private final NavigableSet<Payload> reserved;
    private final Comparator<Payload> order;

    public ClaimIndex(int salt) {
        order = NEWEST_FIRST
                .thenComparingInt(payload -> payload.seats().free())
                .thenComparingInt(payload -> scatter(payload.uid(), salt))
                .thenComparing(Payload::uid);
        ready = new TreeSet<>(order);
        reserved = new TreeSet<>(order);
    }

    /**
     * Takes the best payload out of the index; nobody else gets it from here until it is put back.
     *
     * @param alive whether the place a payload runs at is known to work
     */
    public synchronized Optional<Payload> take(ClaimCriteria criteria, Predicate<Payload> alive) {
        for (Selector selector : criteria.selectors()) {
            Optional<Payload> best = best(selector, criteria, alive);
            if (best.isPresent()) {
                remove(best.get().uid());
                taken.put(best.get().uid(), best.get());
                return best;
            }
        }
        return Optional.empty();
    }

    /**
     * Whether somebody who has found nothing may find something after all: what was taken then is back, or will be in a
     * moment with a seat left or to be joined.
     */
    public synchronized boolean expects(ClaimCriteria criteria, Predicate<Payload> alive) {
        return criteria.selectors().stream()
                .anyMatch(selector -> best(selector, criteria, alive).isPresent() || returning(selector));
    }

    private boolean returning(Selector selector) {
        return taken.values().stream()
                .anyMatch(payload -> payload.seats().free() > 1 || selector.state() == PayloadState.RESERVED);
    }

    /**
     * Learns of a payload; an older version than the known one is ignored, and that of one which was taken too. One that
     * cannot be claimed is forgotten.
     */
    public synchronized void put(Payload payload) {
        Payload known = byUid.get(payload.uid());
        Payload out = taken.get(payload.uid());
        if ((known != null && known.version() > payload.version())
                || (out != null && out.version() >= payload.version())) {
            return;
        }
        forget(payload.uid());
        if (claimable(payload)) {
            byUid.put(payload.uid(), payload);
            setOf(payload).add(payload);
            payload.metadata()
                    .labels()
                    .forEach((key, value) -> byLabel.computeIfAbsent(
                                    labelKey(payload.state(), key, value), _ -> new TreeSet<>(order))
                            .add(payload));
        }
    }

    public synchronized void forget(String uid) {
        taken.remove(uid);
        remove(uid);
    }

    /**
     * Learns what the database said a moment ago. What is known in a newer version stays as it is known, and whoever lost
     * a payload without a word, because his transaction failed, has not taken it any more.
     */
    public synchronized void reset(Collection<Payload> payloads) {
        taken.clear();
        payloads.forEach(this::put);
    }

    public synchronized int size() {
        return byUid.size();
    }

    /** A reserved payload can be joined when it is made for one session, but not when it has no seat left. */
    private static boolean claimable(Payload payload) {
        return switch (payload.state()) {
            case READY -> true;
            case RESERVED -> payload.seats().total() == 1 || payload.seats().free() > 0;
            case UNKNOWN, CREATING, PREPARING, STARTING, SHUTDOWN, ERROR, UNHEALTHY -> false;
        };
    }

    private Optional<Payload> best(Selector selector, ClaimCriteria criteria, Predicate<Payload> alive) {
        NavigableSet<Payload> candidates = candidates(selector);
        Predicate<Payload> fits = payload -> selector.matches(payload) && alive.test(payload);
        for (long generation : criteria.generations()) {
            Optional<Payload> preferred = first(
                    candidates,
                    criteria.packing(),
                    fits.and(payload -> payload.identity().generation() == generation));
            if (preferred.isPresent()) {
                return preferred;
            }
        }
        return first(candidates, criteria.packing(), fits);
    }

    private static Optional<Payload> first(NavigableSet<Payload> candidates, Packing packing, Predicate<Payload> fits) {
        if (packing == Packing.PACKED || candidates.isEmpty()) {
            return candidates.stream().filter(fits).findFirst();
        }
        return candidates.stream()
                .filter(fits)
                .max(Comparator.comparingInt(
                                (Payload payload) -> payload.seats().free())
                        .thenComparing(NEWEST_FIRST.reversed()));
    }

    /** The smallest set that holds every payload the selector can match. */
    private NavigableSet<Payload> candidates(Selector selector) {
        NavigableSet<Payload> smallest = selector.state() == PayloadState.READY ? ready : reserved;
        for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
            NavigableSet<Payload> set = byLabel.getOrDefault(
                    labelKey(selector.state(), label.getKey(), label.getValue()), Collections.emptyNavigableSet());
            if (set.size() < smallest.size()) {
                smallest = set;
            }
        }
        return smallest;
    }

    private void remove(String uid) {
        Payload known = byUid.remove(uid);
        if (known == null) {
            return;
        }
        setOf(known).remove(known);
        known.metadata().labels().forEach((key, value) -> {
            String labelKey = labelKey(known.state(), key, value);
            NavigableSet<Payload> set = byLabel.get(labelKey);
            set.remove(known);
            if (set.isEmpty()) {
                byLabel.remove(labelKey);
            }
        });
    }

    private NavigableSet<Payload> setOf(Payload payload) {
        return payload.state() == PayloadState.READY ? ready : reserved;
    }

    private static String labelKey(PayloadState state, String key, String value) {
        return state.published() + ':' + key + '=' + value;
    }

    private static int scatter(String uid, int salt) {
        int hash = (uid.hashCode() ^ salt) * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
