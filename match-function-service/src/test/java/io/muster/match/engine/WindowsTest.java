package io.muster.match.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Windows over candidates, and the parties that are counted in them. */
class WindowsTest {

    /** What a window is about: where it begins, and how many parties of each size are in it. */
    private record Seen(double from, int players, List<Integer> sizes) {}

    @Property(tries = 200)
    void findsTheSameAsLookingAtEveryCandidateForEveryWindow(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
        Candidates candidates = candidates(new Random(seed), count);
        double width = 5 + new Random(seed).nextInt(40);
        assertThat(slide(candidates, width)).isEqualTo(oneByOne(candidates, width));
    }

    @Test
    void startsAnewForOtherCandidates() {
        Windows windows = new Windows();
        slide(windows, candidates(new Random(1), 40), 30);
        Candidates others = candidates(new Random(2), 20);
        assertThat(slide(windows, others, 10)).isEqualTo(oneByOne(others, 10));
    }

    @Test
    void leavesOutPartyThatIsWiderThanTheWindow() {
        Candidates candidates = new Candidates();
        candidates.add(party(0, 50, 50, 1));
        candidates.add(party(1, 20, 80, 2));
        assertThat(slide(candidates, 40)).extracting(Seen::players).containsOnly(1);
    }

    @Property(tries = 200)
    void findsTheFullestWindowWithoutThoseThatLieInNone(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
        Candidates candidates = candidates(new Random(seed), count);
        double width = 5 + new Random(seed).nextInt(40);
        Windows windows = new Windows();
        windows.around(candidates.tickets[0], width);
        Arrays.stream(candidates.tickets, 0, count).forEach(windows::offer);
        int fullest = 0;
        while (windows.next()) {
            fullest = Math.max(fullest, windows.inside().players());
        }
        assertThat(fullest)
                .isEqualTo(oneByOne(candidates, width).stream()
                        .mapToInt(Seen::players)
                        .max()
                        .orElse(0));
    }

    @Test
    void holdsEveryRequiredTicket() {
        Windows windows = new Windows();
        windows.around(party(0, 50, 50, 1), 40);
        windows.require(party(1, 80, 80, 1));
        windows.take(party(2, 45, 45, 1));
        windows.take(party(0, 50, 50, 1));
        windows.take(party(1, 80, 80, 1));
        windows.next();
        assertThat(windows.inside().players()).isEqualTo(3);
    }

    private static List<Seen> slide(Candidates candidates, double width) {
        return slide(new Windows(), candidates, width);
    }

    private static List<Seen> slide(Windows windows, Candidates candidates, double width) {
        List<Seen> seen = new ArrayList<>();
        windows.around(candidates.tickets[0], width);
        for (int i = 0; i < candidates.size; i++) {
            windows.take(candidates.tickets[i]);
        }
        while (windows.next()) {
            PartySizes inside = windows.inside();
            seen.add(new Seen(
                    windows.from(),
                    inside.players(),
                    List.of(inside.of(1), inside.of(2), inside.of(3), inside.of(4), inside.of(5))));
        }
        return seen;
    }

    private static List<Seen> oneByOne(Candidates candidates, double width) {
        WaitingTicket seed = candidates.tickets[0];
        WaitingTicket[] all = Arrays.copyOf(candidates.tickets, candidates.size);
        List<Seen> seen = new ArrayList<>();
        long covered = -1;
        for (double from :
                Arrays.stream(all).mapToDouble(WaitingTicket::lowest).sorted().toArray()) {
            double to = from + width;
            long end =
                    Arrays.stream(all).filter(ticket -> ticket.highest() <= to).count();
            if (from <= seed.lowest() && to >= seed.highest() && end != covered) {
                covered = end;
                seen.add(count(all, from, to));
            }
        }
        return seen;
    }

    private static Seen count(WaitingTicket[] all, double from, double to) {
        Integer[] sizes = {0, 0, 0, 0, 0};
        int players = 0;
        for (WaitingTicket ticket : all) {
            if (ticket.lowest() >= from && ticket.highest() <= to) {
                sizes[ticket.players - 1]++;
                players += ticket.players;
            }
        }
        return new Seen(from, players, List.of(sizes));
    }

    /** Nearest to the first one first, as a search collects them, with many equal numbers. */
    private static Candidates candidates(Random random, int count) {
        List<WaitingTicket> tickets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int players = 1 + random.nextInt(5);
            double lowest = random.nextInt(100);
            tickets.add(party(i, lowest, lowest + (players == 1 ? 0 : random.nextInt(60)), players));
        }
        double center = tickets.getFirst().key;
        tickets.subList(1, count)
                .sort((one, other) -> Double.compare(Math.abs(one.key - center), Math.abs(other.key - center)));
        Candidates candidates = new Candidates();
        tickets.forEach(candidates::add);
        return candidates;
    }

    private static WaitingTicket party(int number, double lowest, double highest, int players) {
        WaitingTicket ticket = new WaitingTicket(TicketId.of("t" + number), 0, players, false);
        ticket.place((lowest + highest) / 2, lowest, highest);
        return ticket;
    }
}
