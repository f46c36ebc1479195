package io.muster.match.rules;

import java.util.List;
import java.util.Optional;

/**
 * How the tickets of one queue are matched.
 *
 * @param function match function that does it: {@code rule-based}, {@code standard}, or a custom one
 * @param maxPlayersPerTicket largest party
 * @param filteredPools tried in order; the first whose filters all hold takes the ticket
 * @param defaultPool takes the tickets that no filtered pool takes, or null when those are never matched
 */
public record MatchConfig(
        String name,
        boolean enabled,
        String function,
        int maxPlayersPerTicket,
        List<PoolDefinition> filteredPools,
        PoolDefinition defaultPool) {

    public static final String RULE_BASED = "rule-based";
    public static final String STANDARD = "standard";

    public MatchConfig {
        filteredPools = List.copyOf(filteredPools);
    }

    /** All pools in the order in which a ticket tries them. */
    public List<PoolDefinition> pools() {
        if (defaultPool == null) {
            return filteredPools;
        }
        return java.util.stream.Stream.concat(filteredPools.stream(), java.util.stream.Stream.of(defaultPool))
                .toList();
    }

    /** The pool whose settings stand for the whole queue. */
    public Optional<PoolDefinition> mainPool() {
        return pools().stream().findFirst().map(first -> defaultPool == null ? first : defaultPool);
    }
}
