package io.muster.match.rules;

import java.util.List;

/**
 * Path to the values of a rule, such as {@code Players.CustomData.skill} or {@code Teams.Players.CustomData.skill.Avg}.
 *
 * <p>The levels walk from the match (or the team, in a team rule) to the innermost collection; the values of all its
 * elements form one list. The first aggregate reduces the innermost collection per element of the level around it, the
 * next one reduces those results per element of the level around that: {@code Teams.Players.Count} is a list with the
 * size of each team, {@code Players.Count} one number.
 *
 * @param text as written in the config
 * @param levels from outside to inside; empty for the team's own name in a team rule
 * @param field what is read of each innermost element
 * @param aggregates from inside to outside, at most one per level
 */
public record Source(String text, List<Level> levels, Field field, List<Aggregate> aggregates) {

    /** A collection that a path walks. */
    public enum Level {
        TEAMS,
        TICKETS,
        PLAYERS
    }

    public Source {
        levels = List.copyOf(levels);
        aggregates = List.copyOf(aggregates);
    }

    /** One value for each player (or ticket), not reduced: a violation by some stays when others join. */
    public boolean isPlain() {
        return aggregates.isEmpty();
    }

    /** Counts, so that a missing field is not an error. */
    public boolean counts() {
        return !aggregates.isEmpty() && aggregates.getFirst() == Aggregate.COUNT;
    }

    /** The innermost collection, or null when the path has none. */
    public Level innermost() {
        return levels.isEmpty() ? null : levels.getLast();
    }
}
