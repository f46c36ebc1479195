package io.muster.match.engine;

import io.muster.match.rules.Field;
import io.muster.match.rules.RuleType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the values of a source over a group when they need not be numbers. Such a source has no aggregates. */
final class ValueCollector {

    private final List<Object> collected = new ArrayList<>();
    private boolean incomplete;
    private WaitingTicket missing;

    private RuleProgram rule;
    private int region;
    private long now;

    /** Collects anew. */
    void collect(RuleProgram program, Group group, int team, WaitingTicket only, int inRegion, long at) {
        rule = program;
        region = inRegion;
        now = at;
        collected.clear();
        incomplete = false;
        missing = null;
        int first = team == Verdict.WHOLE_MATCH ? 0 : team;
        int end = team == Verdict.WHOLE_MATCH ? group.size() : team + 1;
        for (int t = first; t < end; t++) {
            Group.Team members = group.team(t);
            if (program.rule().source().field() instanceof Field.TeamName) {
                collected.add(program.teamName(members.definition));
                continue;
            }
            for (int i = 0; i < members.size; i++) {
                if (only == null || members.tickets[i] == only) {
                    ticket(members.tickets[i]);
                }
            }
        }
    }

    private void ticket(WaitingTicket ticket) {
        Field field = rule.rule().source().field();
        boolean ofTicket = field instanceof Field.TicketData
                || field instanceof Field.TicketAttribute
                || field instanceof Field.TicketAge;
        if (ofTicket && ticket.seated) {
            return;
        }
        int width = ofTicket ? 1 : ticket.players;
        for (int player = 0; player < width; player++) {
            Object value = valueOf(field, ticket, player);
            if (value == null || value instanceof Set<?> != (rule.rule().type() == RuleType.INTERSECTION)) {
                incomplete = true;
                missing = missing == null ? ticket : missing;
            } else {
                collected.add(value);
            }
        }
    }

    private Object valueOf(Field field, WaitingTicket ticket, int player) {
        return switch (field) {
            case Field.TicketAge age -> ticket.age(now);
            case Field.Latency latency -> measured(ticket.latency(player, region));
            case Field.PacketLoss loss -> measured(ticket.loss(player, region));
            case Field.RegionId id ->
                region == Regions.NONE ? null : rule.regions().nameOf(region);
            default -> rule.column() < 0 ? null : ticket.values[rule.column() * ticket.players + player];
        };
    }

    private static Object measured(double number) {
        return Double.isNaN(number) ? null : number;
    }

    boolean incomplete() {
        return incomplete;
    }

    /** First ticket that lacks a value, or null. */
    WaitingTicket missing() {
        return missing;
    }

    /** All are equal to one another and, when there is one, to the reference. */
    boolean allEqual(Object reference) {
        Object expected = reference == null && !collected.isEmpty() ? collected.getFirst() : reference;
        for (int i = 0; i < collected.size(); i++) {
            if (!collected.get(i).equals(expected)) {
                return false;
            }
        }
        return true;
    }

    boolean allIn(Set<?> elements) {
        for (int i = 0; i < collected.size(); i++) {
            if (!elements.contains(collected.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** How many elements all collected lists have in common. */
    int sharedElements() {
        if (collected.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        Set<Object> shared = new HashSet<>((Set<?>) collected.getFirst());
        for (int i = 1; i < collected.size(); i++) {
            shared.retainAll((Set<?>) collected.get(i));
        }
        return shared.size();
    }
}
