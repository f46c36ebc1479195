package io.muster.ticket.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.ticket.Samples;
import io.muster.ticket.lifecycle.TicketCommand;
import io.muster.ticket.lifecycle.TicketCommand.Assign;
import io.muster.ticket.lifecycle.TicketCommand.Return;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstAssignmentsTest {

    private static final Assign ASSIGN = new Assign("match", "session", "192.0.2.1:1", Samples.CREATED);
    private static final Assign OTHER = new Assign("other-match", "session", "192.0.2.1:2", Samples.CREATED);
    private static final Return RETURN = new Return("match", Return.NO_SERVER, "None was free.", Samples.CREATED);

    @Test
    void takesAssignmentsOfDifferentTickets() {
        assertThat(FirstAssignments.of(List.of(order("a", ASSIGN), order("b", ASSIGN))))
                .containsOnlyKeys("a", "b");
    }

    @Test
    void takesTheFirstOfTwoAssignmentsOfTicket() {
        assertThat(FirstAssignments.of(List.of(order("a", ASSIGN), order("a", OTHER))))
                .containsEntry("a", ASSIGN);
    }

    @Test
    void leavesAssignmentThatComesAfterReturn() {
        assertThat(FirstAssignments.of(List.of(order("a", RETURN), order("a", ASSIGN))))
                .isEmpty();
    }

    private static TicketOrder order(String ticketId, TicketCommand command) {
        return new TicketOrder(ticketId, command, null);
    }
}
