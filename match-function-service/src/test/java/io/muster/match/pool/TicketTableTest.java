package io.muster.match.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.match.engine.TicketId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TicketTableTest {

    /** Numbers of few tickets, so that they meet; a negative one removes. Their ids fall on few slots and collide. */
    @Property(tries = 300)
    void holdsWhatMapHolds(@ForAll @Size(max = 400) List<@IntRange(min = -60, max = 60) Integer> steps) {
        TicketTable table = new TicketTable();
        Map<String, PoolTicket> map = new HashMap<>();
        for (int step : steps) {
            PoolTicket ticket = new PoolTicket(id(Math.abs(step)), 1, null);
            if (step < 0) {
                table.remove(ticket.id);
                map.remove(ticket.id.toString());
            } else {
                table.put(ticket);
                map.put(ticket.id.toString(), ticket);
            }
        }
        assertThat(table.size()).isEqualTo(map.size());
        assertThat(table).containsExactlyInAnyOrderElementsOf(map.values());
        map.forEach((id, ticket) -> assertThat(table.get(TicketId.of(id))).isSameAs(ticket));
    }

    @Property(tries = 20)
    void findsEveryTicketAfterItHasGrownAndShrunk(@ForAll @IntRange(min = 100, max = 5_000) int tickets) {
        TicketTable table = new TicketTable();
        for (int i = 0; i < tickets; i++) {
            table.put(new PoolTicket(id(i), 1, null));
        }
        for (int i = 10; i < tickets; i++) {
            table.remove(id(i));
        }
        assertThat(table).extracting(ticket -> ticket.id).containsExactlyInAnyOrder(ids(10));
    }

    private static TicketId[] ids(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(TicketTableTest::id)
                .toArray(TicketId[]::new);
    }

    private static TicketId id(int number) {
        return TicketId.of(number % 3 == 0 ? "ticket-" + number : "00000000-0000-7000-8000-%012d".formatted(number));
    }
}
