package io.muster.match.rules;

import java.util.Locale;
import java.util.Optional;

/** Operation at the end of a source that turns the values of one collection into a single number. */
public enum Aggregate {
    /** Number of elements, or of elements that carry the field. A missing field is no error. */
    COUNT("Count"),
    MIN("Min"),
    MAX("Max"),
    AVG("Avg"),
    MEDIAN("Median"),
    SUM("Sum");

    private final String wireName;

    Aggregate(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Finds an operation by its exact name: {@code Max} is an operation, {@code max} a field of that name. */
    static Optional<Aggregate> exactly(String name) {
        for (Aggregate aggregate : values()) {
            if (aggregate.wireName.equals(name)) {
                return Optional.of(aggregate);
            }
        }
        return name.equals("Average") ? Optional.of(AVG) : Optional.empty();
    }

    /** Finds an operation where no field can stand, in any capitalisation. */
    static Optional<Aggregate> loosely(String name) {
        String capitalised = name.isEmpty()
                ? name
                : name.substring(0, 1).toUpperCase(Locale.ROOT)
                        + name.substring(1).toLowerCase(Locale.ROOT);
        return exactly(capitalised);
    }
}
