package io.muster.match.engine;

/**
 * How far the engine goes for one ticket. It bounds the time of an arrival, whatever the pool holds.
 *
 * @param steps nodes of the search tree
 * @param candidates tickets that are considered as company
 * @param examined tickets that are looked at to find those candidates
 * @param windows key windows that are searched one by one when the whole was too much
 */
public record Effort(int steps, int candidates, int examined, int windows) {

    /** For a live pool: an arrival costs microseconds, at worst about a millisecond. */
    public static final Effort LIVE = new Effort(250, 192, 1_024, 8);

    /** For a dry run or an explanation, where an exact answer is worth a second. */
    public static final Effort THOROUGH = new Effort(200_000, 2_000, 20_000, 64);

    /** Candidates for a match of so many players: large matches need more than small ones. */
    int candidatesFor(int players) {
        return Math.max(candidates, 3 * players);
    }
}
