package io.muster.allocator.payload;

import java.time.Instant;

/**
 * A game server: one unit an allocation creates, runs and deletes (seed 000). Changed by {@link PayloadLifecycle} only.
 *
 * @param details for people: why it is in this state, or null
 * @param hold last reservation while it is reserved, or null
 * @param lastReserved time of the last reservation, also of one that only takes another seat
 * @param dueAt when its state has lasted too long, or null
 * @param attempts how often its program was started
 * @param exitCode of its program, once it ended
 * @param ending code of the reason for which it is on its way out, or null
 * @param version rises by one with every change
 */
public record Payload(
        PayloadIdentity identity,
        PayloadState state,
        String details,
        Endpoint endpoint,
        Metadata metadata,
        Seats seats,
        Hold hold,
        Instant lastReserved,
        Instant startedAt,
        Instant readyAt,
        Instant dueAt,
        int attempts,
        Integer exitCode,
        String ending,
        long version) {

    /** A new one that has no place yet. */
    public static Payload created(PayloadIdentity identity, Metadata metadata, int seats) {
        return new Payload(
                identity,
                PayloadState.CREATING,
                null,
                Endpoint.NONE,
                metadata,
                new Seats(seats, 0),
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                1);
    }

    public String uid() {
        return identity.uid();
    }

    public String sessionId() {
        return hold == null ? null : hold.sessionId();
    }
}
