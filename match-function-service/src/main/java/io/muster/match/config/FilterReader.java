package io.muster.match.config;

import io.muster.match.rules.Filter;
import io.muster.match.rules.Filter.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the filters of a pool, in the form with operators and in the older one with ranges. */
final class FilterReader {

    private static final int MAX_FILTERS = 32;
    private static final int MAX_BUCKETS = 1_000;

    private FilterReader() {}

    static List<Filter> readAll(Fields owner, String name) {
        List<Filter> filters = new ArrayList<>();
        for (Fields fields : owner.objects(name, MAX_FILTERS)) {
            read(fields).ifPresent(filters::add);
        }
        return filters;
    }

    private static Optional<Filter> read(Fields fields) {
        if (!fields.has("operator")) {
            return readRange(fields);
        }
        String operator = fields.text("operator", "");
        return switch (operator.toLowerCase(Locale.ROOT)) {
            case "equal", "=", "==" -> compare(fields, Operator.EQUAL);
            case "notequal", "!=" -> compare(fields, Operator.NOT_EQUAL);
            case "lessthan", "<" -> compare(fields, Operator.LESS_THAN);
            case "greaterthan", ">" -> compare(fields, Operator.GREATER_THAN);
            case "commonexpressionlanguage", "cel" -> expression(fields);
            default -> {
                fields.violation(
                        "operator",
                        "unknown",
                        "must be Equal, NotEqual, LessThan, GreaterThan or CommonExpressionLanguage");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Filter> compare(Fields fields, Operator operator) {
        if (!fields.requireAll("attribute", "value")) {
            return Optional.empty();
        }
        Object value = fields.raw("value");
        boolean ordered = operator == Operator.LESS_THAN || operator == Operator.GREATER_THAN;
        boolean usable = value instanceof Number || (!ordered && (value instanceof String || value instanceof Boolean));
        if (!usable) {
            fields.violation("value", "type", ordered ? "must be a number" : "must be a number or a text");
            return Optional.empty();
        }
        return Optional.of(new Filter.Compare(fields.text("attribute", ""), operator, value));
    }

    private static Optional<Filter> expression(Fields fields) {
        if (!fields.require("value")) {
            return Optional.empty();
        }
        String text = fields.text("value", "");
        Optional<String> error = Expressions.errorIn(text);
        error.ifPresent(message -> fields.violation("value", "expression", message));
        return error.isPresent() ? Optional.empty() : Optional.of(new Filter.Expression(text));
    }

    private static Optional<Filter> readRange(Fields fields) {
        if (!fields.requireAll("attribute", "min", "max")) {
            return Optional.empty();
        }
        double min = fields.number("min", -Double.MAX_VALUE, Double.MAX_VALUE, 0);
        double max = fields.number("max", -Double.MAX_VALUE, Double.MAX_VALUE, 0);
        if (min > max) {
            fields.violation("max", "range", "must not be below min");
        }
        return Optional.of(new Filter.Range(fields.text("attribute", ""), min, max, segmentation(fields)));
    }

    private static Filter.Segmentation segmentation(Fields fields) {
        return fields.object("segmentation")
                .map(segments -> {
                    requireWord(segments, "distributionType", "Normal");
                    requireWord(segments, "segmentBehaviorType", "BucketCount");
                    return new Filter.Segmentation(
                            segments.whole("value", 1, MAX_BUCKETS, 1),
                            segments.number("stddev", Double.MIN_NORMAL, Double.MAX_VALUE, 1));
                })
                .orElse(null);
    }

    private static void requireWord(Fields fields, String name, String word) {
        if (!fields.text(name, word).equalsIgnoreCase(word)) {
            fields.violation(name, "unknown", "must be " + word);
        }
    }
}
