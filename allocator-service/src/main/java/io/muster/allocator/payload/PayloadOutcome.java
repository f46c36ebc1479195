package io.muster.allocator.payload;

/**
 * What a command did to a payload.
 *
 * @param before null when it was just created
 * @param after the payload as it is now, or as it was last when it is gone
 * @param removed whether it is gone
 */
public record PayloadOutcome(Payload before, Payload after, boolean removed) {

    public boolean became(PayloadState state) {
        return after.state() == state && (before == null || before.state() != state);
    }
}
