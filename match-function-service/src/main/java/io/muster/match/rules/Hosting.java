package io.muster.match.rules;

/** Where the matches of a pool are played. */
public sealed interface Hosting {

    /** On a game server that allocator-service reserves from the allocation of this name. */
    record Allocate(String allocation) implements Hosting {}

    /** Nowhere that Muster knows: players meet by the match id. */
    record MatchId() implements Hosting {}

    /** Where a backend says; it confirms the session. */
    record External() implements Hosting {}
}
