package io.muster.contracts.admission;

import java.util.List;

/**
 * What a ticket must bring by itself so that it could ever be matched: the rules of a config reduced to what can be said of
 * a ticket alone in an empty match with everything relaxed. Derived by the owner of the rules, checked by whoever takes
 * tickets in, who need not know the rule language. A ticket that keeps it may still find nobody.
 *
 * @param maxPlayers largest party of the queue
 * @param places where a ticket may wait; it is hopeless when it is so in all of them
 */
public record Admission(int maxPlayers, List<Place> places) {

    public Admission {
        places = List.copyOf(places);
    }

    /**
     * One pool of the queue.
     *
     * @param needs of every ticket: of the pool's filters first, then of its rules
     * @param regionNeeds all of which must hold in some region that all players have measured
     * @param defaultRegion region, with perfect measurements, of players without any; or null
     * @param seats kinds of teams, of which one must take the ticket
     */
    public record Place(
            String pool, List<Need> needs, List<RegionNeed> regionNeeds, String defaultRegion, List<Seat> seats) {
        public Place {
            needs = List.copyOf(needs);
            regionNeeds = List.copyOf(regionNeeds);
            seats = List.copyOf(seats);
        }
    }

    /** One kind of team: how many players it seats, and what they need. */
    public record Seat(String team, int maxPlayers, List<Need> needs) {
        public Seat {
            needs = List.copyOf(needs);
        }
    }

    /**
     * What one rule needs to find.
     *
     * @param source as the rule names it, for messages
     * @param holder whose value it is
     * @param path where the value is, from outside to inside
     * @param optional it may be missing, because the rule has another value for that
     * @param bounds what the values must keep, or null when the company of the ticket decides
     */
    public record Need(
            String rule, String source, Holder holder, List<String> path, Kind kind, boolean optional, Bounds bounds) {
        public Need {
            path = List.copyOf(path);
        }
    }

    /**
     * Limits at their mildest; each is null when there is none.
     *
     * @param least smallest number
     * @param most largest number
     * @param strict {@code least} and {@code most} themselves are outside
     * @param spread most that the numbers of a party may differ
     * @param anyOf texts, numbers or booleans, of which each value must be one
     * @param same all values of a party are equal
     * @param shared elements that the lists of a party have in common at least
     */
    public record Bounds(
            Double least,
            Double most,
            boolean strict,
            Double spread,
            List<Object> anyOf,
            boolean same,
            Integer shared) {}

    /**
     * An upper limit of what players measured.
     *
     * @param latency milliseconds are meant, else the share of lost packets
     */
    public record RegionNeed(String rule, String source, boolean latency, double most, boolean strict) {}

    /** Whose value is meant. */
    public enum Holder {
        PLAYER,
        TICKET,
        ATTRIBUTE
    }

    /** What a value must be. */
    public enum Kind {
        NUMBER,
        /** Text, number or boolean. */
        SCALAR,
        LIST
    }
}
