package io.muster.match.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes matches of a fixed set of tickets, as well as it can be done in reasonable time: a handful of tickets exactly; of
 * more, it tries several orders in which tickets look for company, and keeps the outcome in which most players play. The oldest ticket goes first unless another
 * order serves more players. The same seed gives the same outcome.
 */
public final class PoolSolver {

    /** Larger sets are matched in order of age only. */
    private static final int MANY = 400;

    private static final int SHUFFLES = 12;

    private final RuleSet rules;
    private final boolean backfilling;
    private final long now;

    /**
     * A solver for one moment.
     *
     * @param backfilling ranges count as fully relaxed
     */
    public PoolSolver(RuleSet rules, boolean backfilling, long now) {
        this.rules = rules;
        this.backfilling = backfilling;
        this.now = now;
    }

    /** Matches, in the order in which they were found. */
    public List<Found> solve(List<TicketData> tickets, long seed) {
        return new ExactPacking(rules, backfilling, now).solve(tickets).orElseGet(() -> solveInOrders(tickets, seed));
    }

    private List<Found> solveInOrders(List<TicketData> tickets, long seed) {
        List<Found> best = matchInOrder(tickets, Map.of());
        if (tickets.size() > MANY) {
            return best;
        }
        int all = tickets.stream().mapToInt(ticket -> ticket.players().size()).sum();
        for (Map<String, Integer> order : orders(tickets, seed)) {
            if (players(best) == all) {
                return best;
            }
            List<Found> other = matchInOrder(tickets, order);
            if (players(other) > players(best)) {
                best = other;
            }
        }
        return best;
    }

    private List<Map<String, Integer>> orders(List<TicketData> tickets, long seed) {
        List<Map<String, Integer>> orders = new ArrayList<>();
        orders.add(scarcity(tickets));
        List<TicketData> shuffled = new ArrayList<>(tickets);
        Random random = new Random(seed);
        for (int i = 0; i < SHUFFLES; i++) {
            Collections.shuffle(shuffled, random);
            Map<String, Integer> order = new HashMap<>();
            shuffled.forEach(ticket -> order.put(ticket.id(), order.size()));
            orders.add(order);
        }
        return orders;
    }

    /** Tickets with little company first, because others can do without them. */
    private Map<String, Integer> scarcity(List<TicketData> tickets) {
        List<WaitingTicket> admitted = tickets.stream().map(rules::admit).toList();
        PairCheck pairs = new PairCheck(rules, now);
        Map<String, Integer> company = new HashMap<>();
        for (WaitingTicket ticket : admitted) {
            int count = 0;
            for (WaitingTicket other : admitted) {
                count += ticket != other && pairs.couldMeet(ticket, other) ? 1 : 0;
            }
            company.put(ticket.id(), count);
        }
        return company;
    }

    private List<Found> matchInOrder(List<TicketData> tickets, Map<String, Integer> order) {
        MatchEngine engine = new MatchEngine(rules, Effort.THOROUGH, now);
        engine.backfilling(backfilling);
        if (!order.isEmpty()) {
            engine.order(Comparator.comparingInt(ticket -> order.get(ticket.id())));
        }
        tickets.forEach(ticket -> engine.add(rules.admit(ticket)));
        List<Found> found = new ArrayList<>();
        engine.run(now, found::add);
        return found;
    }

    private static int players(List<Found> matches) {
        return matches.stream().mapToInt(Found::players).sum();
    }
}
