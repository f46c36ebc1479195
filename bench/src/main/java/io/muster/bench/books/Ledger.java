package io.muster.bench.books;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The entries of a run while it goes on. Safe for all threads; the entries of one ticket are changed one by one. */
public final class Ledger {

    private final AtomicReferenceArray<TicketEntry> entries;

    public Ledger(List<String> playerIds) {
        entries = new AtomicReferenceArray<>(playerIds.size());
        IntStream.range(0, playerIds.size())
                .forEach(number -> entries.set(number, TicketEntry.unknown(playerIds.get(number))));
    }

    public TicketEntry get(int number) {
        return entries.get(number);
    }

    /** Changes one entry and answers the new one. */
    public TicketEntry change(int number, UnaryOperator<TicketEntry> step) {
        return entries.updateAndGet(number, step);
    }

    public List<TicketEntry> entries() {
        return IntStream.range(0, entries.length()).mapToObj(entries::get).toList();
    }
}
