package io.muster.match.config;

import io.muster.contracts.admission.Admission.Bounds;
import io.muster.contracts.admission.Admission.Holder;
import io.muster.contracts.admission.Admission.Kind;
import io.muster.contracts.admission.Admission.Need;
import io.muster.match.rules.Filter;
import io.muster.match.rules.Filter.Compare;
import io.muster.match.rules.Filter.Range;
import io.muster.match.rules.PoolDefinition;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reduces a pool's filters to what a ticket must bring to enter. Says less than the filters where a need cannot say as much:
 * an unequal value must only be there, and nothing is said of an expression.
 */
final class FilterNeeds {

    private FilterNeeds() {}

    static List<Need> of(PoolDefinition pool) {
        String rule = "pool " + pool.name();
        return pool.filters().stream().flatMap(filter -> needs(rule, filter)).toList();
    }

    private static Stream<Need> needs(String rule, Filter filter) {
        return switch (filter) {
            case Compare compare -> Stream.of(need(rule, compare.attribute(), kind(compare), bounds(compare)));
            case Range range -> limits(range).map(bounds -> need(rule, range.attribute(), Kind.NUMBER, bounds));
            case Filter.Expression _ -> Stream.empty();
        };
    }

    private static Need need(String rule, String attribute, Kind kind, Bounds bounds) {
        return new Need(rule, "attributes." + attribute, Holder.ATTRIBUTE, List.of(attribute), kind, false, bounds);
    }

    private static Kind kind(Compare compare) {
        return switch (compare.operator()) {
            case EQUAL, NOT_EQUAL -> Kind.SCALAR;
            case LESS_THAN, GREATER_THAN -> Kind.NUMBER;
        };
    }

    private static Bounds bounds(Compare compare) {
        return switch (compare.operator()) {
            case EQUAL -> new Bounds(null, null, false, null, List.of(compare.value()), false, null);
            case NOT_EQUAL -> null;
            case LESS_THAN -> limit(null, number(compare), true);
            case GREATER_THAN -> limit(number(compare), null, true);
        };
    }

    private static Stream<Bounds> limits(Range range) {
        return range.min() == range.max()
                ? Stream.of(limit(range.min(), range.max(), false))
                : Stream.of(limit(range.min(), null, false), limit(null, range.max(), true));
    }

    private static Bounds limit(Double least, Double most, boolean strict) {
        return new Bounds(least, most, strict, null, null, false, null);
    }

    private static double number(Compare compare) {
        return ((Number) compare.value()).doubleValue();
    }
}
