package io.muster.match.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When tickets fall due. */
class DueWheelTest {

    private static final long START = PoolFixture.START;

    private final DueWheel wheel = new DueWheel(START);
    private final WaitingTicket ticket = new WaitingTicket(TicketId.of("t"), START, 1, false);

    @Test
    void keepsTheEarlierOfTwoTimes() {
        wheel.schedule(ticket, START + 100);
        wheel.scheduleNoLater(ticket, START + 5_000);
        assertThat(dueAt(START + 100)).containsExactly(ticket);
    }

    @Test
    void takesAnEarlierTime() {
        wheel.schedule(ticket, START + 5_000);
        wheel.scheduleNoLater(ticket, START + 100);
        assertThat(dueAt(START + 100)).containsExactly(ticket);
    }

    @Test
    void showsWhatFallsDueWithTheNextTick() {
        wheel.schedule(ticket, START + 105);
        dueAt(START + 100);
        assertThat(approaching()).containsExactly(ticket);
    }

    @Test
    void showsNothingThatFallsDueAfterTheNextTick() {
        wheel.schedule(ticket, START + 115);
        dueAt(START + 100);
        assertThat(approaching()).isEmpty();
    }

    private List<WaitingTicket> dueAt(long now) {
        List<WaitingTicket> due = new ArrayList<>();
        wheel.advance(now, due::add);
        return due;
    }

    private List<WaitingTicket> approaching() {
        List<WaitingTicket> soon = new ArrayList<>();
        wheel.approaching(soon::add);
        return soon;
    }
}
