package io.muster.allocator.allocation;

/**
 * How many payloads an allocation keeps.
 *
 * @param buffer payloads beyond the reserved ones that are, or are becoming, Ready
 * @param min fewest payloads, reserved ones included
 * @param max most payloads in any state
 */
public record Scale(int buffer, int min, int max) {

    /** Most payloads one allocation may have. */
    public static final int LIMIT = 20_000;

    public Scale {
        if (buffer < 0 || min < 0 || max < min || max > LIMIT) {
            throw new IllegalArgumentException("buffer " + buffer + ", min " + min + ", max " + max);
        }
    }

    /** Payloads wanted while so many are reserved (metric description of the seed's owner, section 1.7 of the notes). */
    public int desired(int reserved) {
        return Math.clamp((long) reserved + buffer, min, max);
    }
}
