package io.muster.match.engine;

import io.muster.match.rules.Filter;
import io.muster.match.rules.Filter.Compare;
import io.muster.match.rules.Filter.Range;
import io.muster.match.rules.MatchConfig;
import io.muster.match.rules.PoolDefinition;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

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

    private final List<PoolDefinition> pools;
    private final ExpressionTest expressions;

    public PoolRouter(MatchConfig config, ExpressionTest expressions) {
        this.pools = config.pools();
        this.expressions = expressions;
    }

    /** Number, in {@link MatchConfig#pools()}, of the pool that takes the ticket, or empty when none does. */
    public OptionalInt poolOf(TicketData ticket) {
        return poolOf(ticket.attributes(), ticket.players());
    }

    /** As {@link #poolOf(TicketData)}, for tickets of other kinds. */
    public OptionalInt poolOf(Map<String, Object> attributes, List<TicketData.PlayerData> players) {
        for (int i = 0; i < pools.size(); i++) {
            PoolDefinition pool = pools.get(i);
            if (pool.enabled() && pool.filters().stream().allMatch(filter -> passes(filter, attributes, players))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private boolean passes(Filter filter, Map<String, Object> attributes, List<TicketData.PlayerData> players) {
        return switch (filter) {
            case Compare compare -> passes(compare, FactLayout.canonical(attributes.get(compare.attribute())));
            case Range range -> passes(range, FactLayout.canonical(attributes.get(range.attribute())));
            case Filter.Expression expression -> expressions.holds(expression.text(), attributes, players);
        };
    }

    private static boolean passes(Compare compare, Object actual) {
        Object expected = FactLayout.canonical(compare.value());
        if (actual == null || actual.getClass() != expected.getClass()) {
            return false;
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
