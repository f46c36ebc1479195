package io.muster.match.rules;

import java.util.List;

/**
 * One demand on a match or on each team of it. All enabled rules must hold. A value that is missing or of the wrong type
 * fails the rule, inverted or not.
 *
 * @param name unique within its list; explanations name it
 * @param source values it looks at
 * @param reference number (as Double), string, boolean, or list, by type; null when the type needs none
 * @param overlap elements the lists of an {@link RuleType#INTERSECTION} share at least; what its relaxations replace
 * @param enabled applies before any relaxation
 * @param not the rule holds when its condition, over all values together, does not
 * @param weight how much its slack counts when one of several possible matches is chosen; 0 or more, usually 1
 * @param fallback value for players that have none, or null when a missing value fails the rule
 * @param relaxations ordered by {@code atSeconds}
 */
public record Rule(
        String name,
        RuleType type,
        Source source,
        Object reference,
        int overlap,
        boolean enabled,
        boolean not,
        double weight,
        Object fallback,
        List<Relaxation> relaxations) {

    public Rule {
        relaxations = List.copyOf(relaxations);
    }

    /** Applies at every age. */
    public boolean alwaysEnabled() {
        return enabled
                && relaxations.stream().noneMatch(relaxation -> relaxation.effect() == Relaxation.Effect.DISABLE);
    }

    /** Applies at some age. */
    public boolean everEnabled() {
        return enabled || relaxations.stream().anyMatch(relaxation -> relaxation.effect() == Relaxation.Effect.ENABLE);
    }

    /** Applies at every age with the same reference. */
    public boolean constant() {
        return enabled && relaxations.isEmpty();
    }
}
