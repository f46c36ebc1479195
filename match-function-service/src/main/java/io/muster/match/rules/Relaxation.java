package io.muster.match.rules;

/**
 * A change of a rule or range that takes effect with age. Of several that have taken effect and change the same thing,
 * the one with the largest {@code atSeconds} wins; at equal times the one that stands later in the list.
 *
 * @param effect what changes
 * @param atSeconds age from which on it has effect, inclusive, in seconds
 * @param value new reference, overlap or minimum; null for {@link Effect#ENABLE} and {@link Effect#DISABLE}
 */
public record Relaxation(Effect effect, AgeType ageType, AgeScope ageScope, double atSeconds, Object value) {

    /** What a relaxation changes. */
    public enum Effect {
        /** A rule starts to apply. */
        ENABLE,
        /** A rule stops to apply. */
        DISABLE,
        /** A rule gets another reference (an intersection another overlap), which may be stricter. */
        REPLACE,
        /** A range gets another minimum. */
        REPLACE_MIN
    }
}
