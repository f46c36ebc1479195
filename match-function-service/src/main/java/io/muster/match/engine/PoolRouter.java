package io.muster.match.engine;

import io.muster.match.rules.Filter;
import io.muster.match.rules.Filter.Compare;
import io.muster.match.rules.Filter.Operator;
import io.muster.match.rules.Filter.Range;
import io.muster.match.rules.MatchConfig;
import io.muster.match.rules.PoolDefinition;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Finds the pool that takes a ticket: the first filtered pool whose filters all hold, else the default pool. A disabled pool
 * takes no tickets and lets them go on to the next.
 */
public final class PoolRouter {

    /** Evaluates filter expressions, which need a library. */
    @FunctionalInterface
    public interface ExpressionTest {

        /** Whether an expression holds; false when it cannot be evaluated for this ticket. */
        boolean holds(String expression, Map<String, Object> attributes, List<TicketData.PlayerData> players);
    }

    private final MatchConfig config;
    private final List<PoolDefinition> pools;
    private final ExpressionTest expressions;

    public PoolRouter(MatchConfig config, ExpressionTest expressions) {
        this.config = config;
        this.pools = config.pools();
        this.expressions = expressions;
    }

    /** Number, in {@link MatchConfig#pools()}, of the pool that takes the ticket, or empty when none does. */
    public OptionalInt poolOf(TicketData ticket) {
        if (!config.enabled() || tooLarge(ticket)) {
            return OptionalInt.empty();
        }
        for (int i = 0; i < pools.size(); i++) {
            PoolDefinition pool = pools.get(i);
            if (pool.enabled() && pool.filters().stream().allMatch(filter -> passes(filter, ticket))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** Why no pool takes a ticket. */
    public Explanation.Reason refusal(TicketData ticket) {
        if (!config.enabled()) {
            return new Explanation.Reason("pool", "the queue is not enabled", 0);
        }
        if (tooLarge(ticket)) {
            return new Explanation.Reason(
                    "maxPlayersPerTicket",
                    "the party has " + ticket.players().size() + " players; the queue takes at most "
                            + config.maxPlayersPerTicket() + " in one ticket",
                    0);
        }
        return new Explanation.Reason(
                "pool",
                "the filters of no pool accept the attributes "
                        + new TreeSet<>(ticket.attributes().keySet()),
                0);
    }

    private boolean tooLarge(TicketData ticket) {
        return ticket.players().size() > config.maxPlayersPerTicket();
    }

    private boolean passes(Filter filter, TicketData ticket) {
        Map<String, Object> attributes = ticket.attributes();
        return switch (filter) {
            case Compare compare -> passes(compare, FactLayout.canonical(attributes.get(compare.attribute())));
            case Range range -> passes(range, FactLayout.canonical(attributes.get(range.attribute())));
            case Filter.Expression expression -> expressions.holds(expression.text(), attributes, ticket.players());
        };
    }

    private static boolean passes(Compare compare, Object actual) {
        Object expected = FactLayout.canonical(compare.value());
        if (actual == null || actual.getClass() != expected.getClass()) {
            return actual != null && compare.operator() == Operator.NOT_EQUAL;
        }
        return switch (compare.operator()) {
            case EQUAL -> actual.equals(expected);
            case NOT_EQUAL -> !actual.equals(expected);
            case LESS_THAN -> (Double) actual < (Double) expected;
            case GREATER_THAN -> (Double) actual > (Double) expected;
        };
    }

    private static boolean passes(Range range, Object actual) {
        if (!(actual instanceof Double value)) {
            return false;
        }
        return range.min() == range.max() ? value == range.min() : value >= range.min() && value < range.max();
    }
}
