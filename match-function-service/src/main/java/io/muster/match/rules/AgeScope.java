package io.muster.match.rules;

/** Whose tickets a relaxation looks at. */
public enum AgeScope {
    /** All tickets of the candidate match; what a relaxation uses that says nothing. */
    MATCH,
    /** The tickets of the team that is judged; the same as {@link #MATCH} in a match rule. */
    TEAM,
    /** Each ticket by itself: the rule must hold for every ticket at that ticket's own age. */
    TICKET
}
