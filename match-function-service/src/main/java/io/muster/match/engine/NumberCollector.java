package io.muster.match.engine;

import io.muster.match.rules.Aggregate;
import io.muster.match.rules.Field;
import io.muster.match.rules.Source;
import io.muster.match.rules.Source.Level;
import java.util.Arrays;
import java.util.Set;

/** Walks a source over a group and collects its numbers, reducing collections on the way back. */
final class NumberCollector {

    private double[] numbers = new double[64];
    private int size;
    private WaitingTicket missing;
    private boolean incomplete;

    private RuleProgram rule;
    private Source source;
    private Group group;
    private WaitingTicket only;
    private int region;
    private long now;

    /** Collects anew. */
    void collect(RuleProgram program, Group from, int team, WaitingTicket limit, int inRegion, long at) {
        rule = program;
        source = program.rule().source();
        group = from;
        only = limit;
        region = inRegion;
        now = at;
        size = 0;
        missing = null;
        incomplete = false;
        if (source.levels().isEmpty()) {
            markMissing(null);
        } else {
            walk(0, team, null);
        }
    }

    private void walk(int depth, int team, WaitingTicket ticket) {
        int start = size;
        Level level = source.levels().get(depth);
        boolean last = depth == source.levels().size() - 1;
        if (ticket != null) {
            players(ticket);
        } else {
            int first = team == Verdict.WHOLE_MATCH ? 0 : team;
            int end = team == Verdict.WHOLE_MATCH ? group.size() : team + 1;
            for (int t = first; t < end; t++) {
                if (level == Level.TEAMS) {
                    oneTeam(depth, t, last);
                } else {
                    ticketsOf(group.team(t), depth, level, last);
                }
            }
        }
        int aggregate = source.levels().size() - 1 - depth;
        if (aggregate < source.aggregates().size()) {
            reduce(source.aggregates().get(aggregate), start);
        }
    }

    private void oneTeam(int depth, int team, boolean last) {
        if (last) {
            append(1);
        } else {
            walk(depth + 1, team, null);
        }
    }

    private void ticketsOf(Group.Team team, int depth, Level level, boolean last) {
        for (int i = 0; i < team.size; i++) {
            WaitingTicket ticket = team.tickets[i];
            if (only != null && ticket != only) {
                continue;
            }
            if (level == Level.PLAYERS) {
                players(ticket);
            } else if (!ticket.seated) {
                if (last) {
                    leaf(ticket, 0);
                } else {
                    walk(depth + 1, Verdict.WHOLE_MATCH, ticket);
                }
            }
        }
    }

    private void players(WaitingTicket ticket) {
        for (int player = 0; player < ticket.players; player++) {
            leaf(ticket, player);
        }
    }

    private void leaf(WaitingTicket ticket, int player) {
        Field field = source.field();
        if (source.counts()) {
            if (rule.column() < 0 || ticket.values[rule.column() * ticket.players + player] != null) {
                append(1);
            }
            return;
        }
        double number = switch (field) {
            case Field.PlayerData data -> ticket.numbers[rule.column() * ticket.players + player];
            case Field.TicketData data -> ticket.numbers[rule.column() * ticket.players + player];
            case Field.TicketAttribute attribute -> ticket.numbers[rule.column() * ticket.players + player];
            case Field.TicketAge age -> ticket.age(now);
            case Field.Latency latency -> ticket.latency(player, region);
            case Field.PacketLoss loss -> ticket.loss(player, region);
            case Field.Element e -> Double.NaN;
            case Field.PlayerId id -> Double.NaN;
            case Field.TeamName name -> Double.NaN;
            case Field.RegionId id -> Double.NaN;
        };
        if (Double.isNaN(number)) {
            markMissing(ticket);
        } else {
            append(number);
        }
    }

    private void append(double number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    private void markMissing(WaitingTicket ticket) {
        incomplete = true;
        missing = missing == null ? ticket : missing;
    }

    private void reduce(Aggregate aggregate, int start) {
        int count = size - start;
        double reduced = switch (aggregate) {
            case COUNT -> count;
            case SUM -> Arrays.stream(numbers, start, size).sum();
            case MIN -> Arrays.stream(numbers, start, size).min().orElse(Double.NaN);
            case MAX -> Arrays.stream(numbers, start, size).max().orElse(Double.NaN);
            case AVG -> Arrays.stream(numbers, start, size).average().orElse(Double.NaN);
            case MEDIAN -> median(start);
        };
        size = start;
        if (Double.isNaN(reduced)) {
            incomplete = true;
        } else {
            append(reduced);
        }
    }

    /** The middle number, or the mean of the two in the middle. */
    private double median(int start) {
        int count = size - start;
        if (count == 0) {
            return Double.NaN;
        }
        Arrays.sort(numbers, start, size);
        int middle = start + count / 2;
        return count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
    }

    int size() {
        return size;
    }

    /** Some value is missing or no number. */
    boolean incomplete() {
        return incomplete;
    }

    /** First ticket that lacks a value, or null. */
    WaitingTicket missing() {
        return missing;
    }

    double min() {
        double min = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            min = Math.min(min, numbers[i]);
        }
        return min;
    }

    double max() {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            max = Math.max(max, numbers[i]);
        }
        return max;
    }

    boolean allIn(Set<?> elements) {
        for (int i = 0; i < size; i++) {
            if (!elements.contains(numbers[i])) {
                return false;
            }
        }
        return true;
    }
}
