package io.muster.match.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.match.engine.TicketData.PlayerData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What the sizes of parties around a ticket tell before any candidate is looked at. */
class WindowSearchTest {

    private static final String FIVES = """
            {"teams":[{"name":"team","teamCount":{"min":2,"max":2},"playerCount":{"min":5,"max":5}}],
             "matchRules":[{"name":"skill","type":"Difference","source":"Players.CustomData.skill","reference":100}]}""";

    private final PoolFixture pool = PoolFixture.ofDefinition(FIVES);
    private final SkillIndex index = new SkillIndex(1);
    private final GroupSearch search = new GroupSearch(pool.rules, new Judge(pool.rules));
    private final WindowSearch windows = new WindowSearch(search, 8);

    @Test
    void refusesPartiesThatFitNoTeams() {
        add(4, 1_500);
        add(4, 1_510);
        assertThat(mayFind(add(2, 1_505), 100)).isFalse();
    }

    @Test
    void refusesEnoughPlayersTooFarApart() {
        add(5, 1_430);
        add(4, 1_560);
        assertThat(mayFind(add(1, 1_500), 100)).isFalse();
    }

    @Test
    void allowsPartiesThatFit() {
        add(5, 1_500);
        add(4, 1_510);
        assertThat(mayFind(add(1, 1_505), 100)).isTrue();
    }

    @Test
    void allowsWhatIsTooMuchToCount() {
        for (int i = 0; i < 20; i++) {
            add(2, 1_500);
        }
        assertThat(mayFind(add(2, 1_500), 5)).isTrue();
    }

    @Property(tries = 200)
    void allowsWhateverTheSearchFinds(@ForAll long seed, @ForAll @IntRange(min = 4, max = 400) int count) {
        Random random = new Random(seed);
        WaitingTicket first = null;
        Candidates candidates = new Candidates();
        for (int i = 0; i < count; i++) {
            WaitingTicket ticket = add(1 + random.nextInt(5), 1_000 + random.nextInt(10 * count));
            first = first == null ? ticket : first;
            if (Math.abs(ticket.key - first.key) <= 100) {
                candidates.add(ticket);
            }
        }
        search.startEmpty();
        boolean found = windows.find(candidates, 1, 100, 0, Regions.NONE, PoolFixture.START, 250);
        assertThat(found).isIn(false, mayFind(first, 192));
    }

    private boolean mayFind(WaitingTicket ticket, int limit) {
        search.startEmpty();
        SkillIndex.Cursor cursor = index.cursor();
        cursor.start(ticket.key);
        return windows.mayFind(ticket, cursor, 100, limit);
    }

    private WaitingTicket add(int players, double skill) {
        String id = "t" + index.size();
        PlayerData[] members = new PlayerData[players];
        Arrays.fill(members, PoolFixture.player(id, "{\"skill\":" + skill + "}"));
        WaitingTicket ticket =
                pool.rules.admit(new TicketData(id, 1, PoolFixture.START, Map.of(), Map.of(), List.of(members)));
        ticket.sequence = index.size();
        index.add(ticket);
        return ticket;
    }
}
