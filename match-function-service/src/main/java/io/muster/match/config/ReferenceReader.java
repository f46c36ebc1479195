package io.muster.match.config;

import io.muster.match.rules.RuleType;
import java.util.List;
import java.util.Optional;

/** Reads what a rule compares with, whose type depends on the type of the rule. */
final class ReferenceReader {

    private static final int MAX_ELEMENTS = 1_000;

    private ReferenceReader() {}

    static Object read(Fields rule, RuleType type) {
        Object reference = rule.raw("reference");
        boolean optional = type == RuleType.EQUALITY || type == RuleType.INTERSECTION;
        if (reference == null) {
            if (!optional) {
                rule.violation("reference", "required", "is missing");
            }
            return null;
        }
        if (type != RuleType.INTERSECTION) {
            check(type, reference).ifPresent(message -> rule.violation("reference", "type", message));
        }
        return reference;
    }

    /** What is wrong with the value that replaces the reference, or the overlap of an intersection. */
    static Optional<String> check(RuleType type, Object reference) {
        if (type == RuleType.IN_LIST) {
            boolean scalars = reference instanceof List<?> list
                    && list.size() <= MAX_ELEMENTS
                    && list.stream().allMatch(ReferenceReader::isScalar);
            return scalars ? Optional.empty() : Optional.of("must be a list of at most 1000 texts or numbers");
        }
        if (type == RuleType.EQUALITY) {
            return isScalar(reference) ? Optional.empty() : Optional.of("must be a text, a number or a boolean");
        }
        return reference instanceof Number ? Optional.empty() : Optional.of("must be a number");
    }

    private static boolean isScalar(Object value) {
        return value instanceof Number || value instanceof String || value instanceof Boolean;
    }

    /** The value of players without data: {@code default} of {@code externalData}. */
    static Object fallback(Fields rule) {
        return rule.object("externalData")
                .map(external -> external.object("cloudSave")
                        .or(() -> external.object("leaderboard"))
                        .orElse(external))
                .map(store -> store.raw("default"))
                .orElse(null);
    }
}
