package io.muster.client.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookupsTest {

    private record Read(String ticketId, CompletableFuture<Void> answer) {}

    private final BlockingQueue<Read> reads = new LinkedBlockingQueue<>();
    private final Lookups lookups = new Lookups(ticketId -> {
        Read read = new Read(ticketId, new CompletableFuture<>());
        reads.add(read);
        return read.answer();
    });

    @Test
    void readsNoMoreThanSoManyTicketsAtOnce() {
        lookups.add(tickets(1_000));

        assertThat(reads).hasSize(Lookups.MOST_AT_ONCE);
    }

    @Test
    void readsTheNextTicketWhenOneIsRead() throws Exception {
        lookups.add(tickets(Lookups.MOST_AT_ONCE + 1));
        List<Read> first = drain();

        first.getFirst().answer().complete(null);

        assertThat(next().ticketId()).isEqualTo("t" + Lookups.MOST_AT_ONCE);
    }

    @Test
    void readsTheNextTicketWhenAReadFails() throws Exception {
        lookups.add(tickets(Lookups.MOST_AT_ONCE + 1));
        List<Read> first = drain();

        first.getFirst().answer().completeExceptionally(new IllegalStateException("away"));

        assertThat(next().ticketId()).isEqualTo("t" + Lookups.MOST_AT_ONCE);
    }

    @Test
    void readsATicketOnceThatIsDueTwice() throws Exception {
        lookups.add(tickets(Lookups.MOST_AT_ONCE));
        List<Read> first = drain();
        lookups.add(List.of("again", "again"));
        lookups.add(List.of("again", "last"));

        first.get(0).answer().complete(null);
        first.get(1).answer().complete(null);

        assertThat(List.of(next().ticketId(), next().ticketId())).containsExactlyInAnyOrder("again", "last");
    }

    @Test
    void readsAllHoweverManyAreAnsweredAtOnce() throws Exception {
        BlockingQueue<String> read = new LinkedBlockingQueue<>();
        Lookups quick = new Lookups(ticketId -> {
            read.add(ticketId);
            return CompletableFuture.completedFuture(null);
        });

        quick.add(tickets(50_000));

        for (int left = 50_000; left > 0; left--) {
            assertThat(read.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private Read next() throws InterruptedException {
        Read read = reads.poll(10, TimeUnit.SECONDS);
        assertThat(read).as("a read within 10 s").isNotNull();
        return read;
    }

    private List<Read> drain() {
        List<Read> begun = new ArrayList<>();
        reads.drainTo(begun);
        return begun;
    }

    private static List<String> tickets(int count) {
        return IntStream.range(0, count).mapToObj(index -> "t" + index).toList();
    }
}
