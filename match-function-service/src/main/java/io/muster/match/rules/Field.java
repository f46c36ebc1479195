package io.muster.match.rules;

import java.util.List;

/** What a source reads of each element of its innermost collection. */
public sealed interface Field {

    /** Nothing: the elements themselves, which can only be counted. */
    record Element() implements Field {}

    /** A value of a player's custom data; {@code path} descends into objects. */
    record PlayerData(List<String> path) implements Field {
        public PlayerData {
            path = List.copyOf(path);
        }
    }

    /** The player's id. */
    record PlayerId() implements Field {}

    /** A value of the ticket's data. */
    record TicketData(List<String> path) implements Field {
        public TicketData {
            path = List.copyOf(path);
        }
    }

    /** A value of the ticket's attributes. */
    record TicketAttribute(List<String> path) implements Field {
        public TicketAttribute {
            path = List.copyOf(path);
        }
    }

    /** How long the ticket has waited, in seconds. */
    record TicketAge() implements Field {}

    /** The name of the team's definition. */
    record TeamName() implements Field {}

    /** Milliseconds from the player to the candidate region. */
    record Latency() implements Field {}

    /** Share of packets, 0 to 1, that the player loses to the candidate region. */
    record PacketLoss() implements Field {}

    /** The candidate region. */
    record RegionId() implements Field {}

    /** Its value depends on the region the match would be played in. */
    default boolean dependsOnRegion() {
        return this instanceof Latency || this instanceof PacketLoss || this instanceof RegionId;
    }
}
