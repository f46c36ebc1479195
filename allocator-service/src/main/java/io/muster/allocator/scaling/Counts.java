package io.muster.allocator.scaling;

/**
 * Payloads of an allocation by what they count for.
 *
 * @param starting on their way to Ready, failed starts that will be repeated included
 * @param ending being stopped; they take a place until they are gone
 */
public record Counts(int starting, int ready, int reserved, int ending) {

    /** All that are, or will be, of use. */
    public int useful() {
        return starting + ready + reserved;
    }

    public int total() {
        return useful() + ending;
    }
}
