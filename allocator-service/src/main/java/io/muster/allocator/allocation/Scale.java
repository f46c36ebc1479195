package io.muster.allocator.allocation;

/**
 * How many payloads an allocation keeps.
 *
 * @param buffer payloads beyond the reserved ones that are, or are becoming, Ready
 * @param min fewest payloads, reserved ones included
 * @param max most payloads in any state
 * @param ticketsPerPayload so many waiting tickets are expected to need one payload; 0: they are not looked at
 */
public record Scale(int buffer, int min, int max, int ticketsPerPayload) {

    /** Most payloads one allocation may have. */
    public static final int LIMIT = 20_000;

    public Scale {
        if (buffer < 0 || min < 0 || max < min || max > LIMIT || ticketsPerPayload < 0) {
            throw new IllegalArgumentException("buffer " + buffer + ", min " + min + ", max " + max);
        }
    }

    /** Without a look at tickets that wait. */
    public Scale(int buffer, int min, int max) {
        this(buffer, min, max, 0);
    }

    /**
     * With a buffer for the matches that so many waiting tickets may become, if it is larger than the ordinary one: that
     * one is kept for the same matches.
     */
    public Scale prewarmed(int tickets) {
        if (ticketsPerPayload == 0) {
            return this;
        }
        int expected = Math.ceilDiv(tickets, ticketsPerPayload);
        return new Scale(Math.clamp(expected, buffer, Math.max(buffer, max)), min, max, ticketsPerPayload);
    }

    /** Payloads wanted while so many are reserved (metric description of the seed's owner, section 1.7 of the notes). */
    public int desired(int reserved) {
        return Math.clamp((long) reserved + buffer, min, max);
    }
}
