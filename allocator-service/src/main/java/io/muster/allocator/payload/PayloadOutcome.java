package io.muster.allocator.payload;

import java.util.Objects;

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

    /**
     * Whether a reservation that this payload was nothing for before may get it now: it became Ready, has a seat free again,
     * or has other labels. What a reservation itself changes does not count.
     */
    public boolean offersMore() {
        if (removed) {
            return false;
        }
        if (became(PayloadState.READY)) {
            return true;
        }
        return before != null
                && (after.state() == PayloadState.READY || after.state() == PayloadState.RESERVED)
                && Objects.equals(before.hold(), after.hold())
                && (after.seats().free() > before.seats().free()
                        || !after.metadata().labels().equals(before.metadata().labels()));
    }
}
