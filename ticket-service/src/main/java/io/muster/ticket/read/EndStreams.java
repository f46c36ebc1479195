package io.muster.ticket.read;

import io.muster.contracts.ticket.TicketEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The streams of this replica over which backends learn of every end in their namespace. Most ends are heard of twice,
 * see {@link TicketEnds}: what was told at its commit is not told again when its event comes back. Bounded: streams over
 * the limit are refused, and of told ends so many are remembered; past that, one may be told twice. Any thread; plain
 * Java.
 */
public final class EndStreams {

    /** Whoever listens to one stream. Called by any thread, and must not block. */
    interface Follower {

        /** These tickets ended. Called with nothing now and then, to show that the stream is alive. */
        void ended(List<TicketEvent> ends);

        /** Ends may have been missed; nothing comes any more. */
        void interrupted();
    }

    private final int max;
    private final int maxRemembered;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Set<Follower>> followers = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * Nobody listens.
     *
     * @param max most streams at one time
     * @param maxRemembered most ends that are remembered until their event has come back
     */
    public EndStreams(int max, int maxRemembered) {
        this.max = max;
        this.maxRemembered = maxRemembered;
    }

    /** Whether one more follower can be told; another may come first. */
    boolean haveRoom() {
        return open.get() < max;
    }

    /** Starts to tell the follower of each end in the namespace; false when there is no room. */
    boolean add(String namespace, Follower follower) {
        if (open.incrementAndGet() > max) {
            open.decrementAndGet();
            return false;
        }
        followers.compute(namespace, (_, known) -> {
            Set<Follower> listening = known == null ? ConcurrentHashMap.newKeySet() : known;
            listening.add(follower);
            return listening;
        });
        return true;
    }

    /** Tells it nothing more; does nothing when that has been said already. */
    void remove(String namespace, Follower follower) {
        followers.computeIfPresent(namespace, (_, listening) -> {
            if (listening.remove(follower)) {
                open.decrementAndGet();
            }
            return listening.isEmpty() ? null : listening;
        });
    }

    /** These tickets ended here; their events will come back. */
    void committed(List<TicketEvent> ends) {
        for (TicketEvent end : ends) {
            if (followers.containsKey(end.namespace()) && told.size() < maxRemembered) {
                told.add(end.ticketId());
            }
        }
        heard(ends);
    }

    /** Whether an end that has come back as an event has yet to be told; forgets that it was. */
    boolean wants(String ticketId) {
        return !told.remove(ticketId) && open.get() > 0;
    }

    /** These tickets ended, all followers of their namespaces are told. */
    void heard(List<TicketEvent> ends) {
        Map<String, List<TicketEvent>> byNamespace = new LinkedHashMap<>();
        for (TicketEvent end : ends) {
            if (followers.containsKey(end.namespace())) {
                byNamespace
                        .computeIfAbsent(end.namespace(), _ -> new ArrayList<>(ends.size()))
                        .add(end);
            }
        }
        byNamespace.forEach((namespace, ended) ->
                followers.getOrDefault(namespace, Set.of()).forEach(follower -> follower.ended(ended)));
    }

    /** Tells all followers that nothing ended. */
    public void beat() {
        followers.values().forEach(listening -> listening.forEach(follower -> follower.ended(List.of())));
    }

    /** Events of other replicas may have been missed: all followers must begin anew. */
    public void interrupt() {
        told.clear();
        followers.values().forEach(listening -> listening.forEach(Follower::interrupted));
    }

    /** How many streams there are now. */
    public int count() {
        return open.get();
    }
}
