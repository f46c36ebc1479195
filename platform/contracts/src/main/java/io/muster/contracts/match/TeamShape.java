package io.muster.contracts.match;

/**
 * How many teams of one definition a match has and how many players each takes.
 *
 * @param maxTeams most instances of this definition
 * @param maxPlayers most players in one instance
 */
public record TeamShape(String name, int minTeams, int maxTeams, int minPlayers, int maxPlayers) {}
