package io.muster.match.rules;

/**
 * How much closer than the rules demand a match has to be where many players arrive: one knob between short waits and close
 * matches. See docs/match-rules.md for the formula.
 *
 * @param closeness 1 waits about as long for closer company as the horizon; less prefers close matches, more short waits
 * @param horizonSeconds time in which the demand loosens to its double
 */
public record Adaptation(double closeness, double horizonSeconds) {}
