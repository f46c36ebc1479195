package io.muster.match.rules;

import java.util.Locale;
import java.util.Optional;

/** What a rule demands of the values its source names. */
public enum RuleType {
    /** Largest minus smallest number is at most the reference. */
    DIFFERENCE("Difference"),
    /**
     * The same as {@link #DIFFERENCE}. The published enumeration lists it without a description; reading it as the
     * variant for decimal numbers keeps configs that use it working.
     */
    DOUBLE_DIFFERENCE("DoubleDifference"),
    /** All values are equal to one another, and to the reference when there is one. */
    EQUALITY("Equality"),
    LESS_THAN("LessThan"),
    LESS_THAN_EQUAL("LessThanEqual"),
    GREATER_THAN("GreaterThan"),
    GREATER_THAN_EQUAL("GreaterThanEqual"),
    /** Every value is in the reference list. */
    IN_LIST("InList"),
    /** The value lists share at least {@code overlap} elements. */
    INTERSECTION("Intersection");

    private final String wireName;

    RuleType(String wireName) {
        this.wireName = wireName;
    }

    /** Name in config documents. */
    public String wireName() {
        return wireName;
    }

    public boolean isDifference() {
        return this == DIFFERENCE || this == DOUBLE_DIFFERENCE;
    }

    /** Compares every number with the reference. */
    public boolean isComparison() {
        return switch (this) {
            case LESS_THAN, LESS_THAN_EQUAL, GREATER_THAN, GREATER_THAN_EQUAL -> true;
            case DIFFERENCE, DOUBLE_DIFFERENCE, EQUALITY, IN_LIST, INTERSECTION -> false;
        };
    }

    /** Looks at numbers only. */
    public boolean isNumeric() {
        return isDifference() || isComparison();
    }

    /** Finds a type by its wire name in any capitalisation. */
    public static Optional<RuleType> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (RuleType type : values()) {
            if (type.wireName.toLowerCase(Locale.ROOT).equals(wanted)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
