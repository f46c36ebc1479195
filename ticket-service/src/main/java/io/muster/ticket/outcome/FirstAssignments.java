package io.muster.ticket.outcome;

import io.muster.ticket.lifecycle.TicketCommand.Assign;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which assignments of a batch can be carried out before all other orders, and nothing is different for it. Pure. */
final class FirstAssignments {

    private FirstAssignments() {}

    /** The assignments that are the first order for their ticket, by ticket id. */
    static Map<String, Assign> of(List<TicketOrder> orders) {
        Map<String, Assign> first = LinkedHashMap.newLinkedHashMap(orders.size());
        Set<String> named = HashSet.newHashSet(orders.size());
        for (TicketOrder order : orders) {
            if (named.add(order.ticketId()) && order.command() instanceof Assign assign) {
                first.put(order.ticketId(), assign);
            }
        }
        return first;
    }
}
