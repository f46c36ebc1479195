package io.muster.client.ticket;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Reads tickets in the order in which they were asked for, at most {@value #MOST_AT_ONCE} at one time: after a stream broke
 * there may be tens of thousands, and a service that broke it under load would be held down by them. A ticket that is due
 * already is not read twice. Safe for all threads.
 */
final class Lookups {

    static final int MOST_AT_ONCE = 32;

    private final Function<String, CompletableFuture<?>> read;
    private final Set<String> due = new LinkedHashSet<>();
    private int underWay;

    /**
     * Nothing is due.
     *
     * @param read begins to read the ticket of that id; completes when the next one may begin, and does not throw
     */
    Lookups(Function<String, CompletableFuture<?>> read) {
        this.read = read;
    }

    /** Reads these tickets when it is their turn. */
    void add(Collection<String> ticketIds) {
        begin(0, ticketIds);
    }

    private void begin(int ended, Collection<String> more) {
        for (String ticketId : next(ended, more)) {
            CompletableFuture<?> _ = read.apply(ticketId).whenCompleteAsync((_, _) -> begin(1, List.of()));
        }
    }

    private synchronized List<String> next(int ended, Collection<String> more) {
        underWay -= ended;
        due.addAll(more);
        List<String> next = new ArrayList<>();
        for (Iterator<String> left = due.iterator(); left.hasNext() && underWay < MOST_AT_ONCE; underWay++) {
            next.add(left.next());
            left.remove();
        }
        return next;
    }
}
