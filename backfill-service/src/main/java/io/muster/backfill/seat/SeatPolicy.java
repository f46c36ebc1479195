package io.muster.backfill.seat;

import java.time.Duration;

/**
 * Times that rule a backfill ticket.
 *
 * @param proposalLife how long a proposal waits for the server's answer; 20 s is the published value
 * @param ticketLife how long a ticket lives without a word of its server; 300 s is the published default
 * @param renewalStep heartbeats closer together than this are not written down
 */
public record SeatPolicy(Duration proposalLife, Duration ticketLife, Duration renewalStep) {

    public static final SeatPolicy PUBLISHED =
            new SeatPolicy(Duration.ofSeconds(20), Duration.ofSeconds(300), Duration.ofSeconds(10));
}
