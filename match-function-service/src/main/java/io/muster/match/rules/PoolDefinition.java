package io.muster.match.rules;

import java.util.List;

/**
 * Tickets that are matched with one another, and how.
 *
 * @param filters conditions that all must hold for a ticket to enter; empty for the default pool
 * @param timeoutSeconds how long a ticket may wait
 * @param backfillEnabled matches that start with open seats ask for more players
 * @param secret sessions get a secret that server and members share
 * @param defaultRegion region of players without measurements, or null
 */
public record PoolDefinition(
        String name,
        boolean enabled,
        List<Filter> filters,
        int timeoutSeconds,
        boolean backfillEnabled,
        boolean secret,
        Hosting hosting,
        String defaultRegion,
        MatchDefinition definition) {

    public PoolDefinition {
        filters = List.copyOf(filters);
    }
}
