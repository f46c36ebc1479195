package io.muster.match.rules;

import java.util.List;

/**
 * How many teams, or how many players of a team.
 *
 * @param min fewest before any relaxation
 * @param max most, never relaxed
 * @param relaxations {@link Relaxation.Effect#REPLACE_MIN} only, ordered by {@code atSeconds}
 */
public record CountRange(int min, int max, List<Relaxation> relaxations) {

    public CountRange {
        relaxations = List.copyOf(relaxations);
    }

    /** A range that never relaxes. */
    public static CountRange of(int min, int max) {
        return new CountRange(min, max, List.of());
    }

    /** The minimum when every relaxation has taken effect, as it counts while backfilling. */
    public int relaxedMin() {
        return relaxations.isEmpty() ? min : minimumOf(relaxations.getLast());
    }

    /** The smallest minimum at any age: a bound below which no group can ever be valid. */
    public int smallestMin() {
        int smallest = min;
        for (Relaxation relaxation : relaxations) {
            smallest = Math.min(smallest, minimumOf(relaxation));
        }
        return smallest;
    }

    /** The minimum a relaxation sets. */
    public static int minimumOf(Relaxation relaxation) {
        return ((Number) relaxation.value()).intValue();
    }
}
