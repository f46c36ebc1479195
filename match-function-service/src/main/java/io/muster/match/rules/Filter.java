package io.muster.match.rules;

/** A condition on a ticket for entering a pool. A ticket without the attribute does not pass, whatever the operator. */
public sealed interface Filter {

    /** Compares one attribute with a literal; 40 is not "40", which passes {@link Operator#NOT_EQUAL} and nothing else. */
    record Compare(String attribute, Operator operator, Object value) implements Filter {}

    /**
     * {@code min <= value < max}; when both are equal, exactly that value.
     *
     * @param segmentation kept as written, or null
     */
    record Range(String attribute, double min, double max, Segmentation segmentation) implements Filter {}

    /** An expression in the Common Expression Language over {@code attributes} and {@code players}. */
    record Expression(String text) implements Filter {}

    /** How an attribute is compared. */
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS_THAN,
        GREATER_THAN
    }

    /** How a published config would cut a range into buckets. Kept with the config; pools are not cut, see docs/match-rules.md. */
    record Segmentation(int buckets, double deviation) {}
}
