package io.muster.match.engine;

import java.util.List;

/**
 * Why a ticket is not matched.
 *
 * @param reasons rules that stand in the way, in the order in which they were looked at
 * @param nextChangeInSeconds when a relaxation would let it be matched with who waits now, or null when none would
 */
public record Explanation(String ticketId, List<Reason> reasons, Double nextChangeInSeconds) {

    public Explanation {
        reasons = List.copyOf(reasons);
    }

    /**
     * One rule that stands in the way.
     *
     * @param rule name of the rule in the config, or what else it is about: {@code playerCount}, {@code teamCount},
     *     {@code pool}
     * @param message for people
     * @param candidatesLeft tickets that this rule and those before it leave as company
     */
    public record Reason(String rule, String message, int candidatesLeft) {}
}
