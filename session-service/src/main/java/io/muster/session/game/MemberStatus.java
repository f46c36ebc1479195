package io.muster.session.game;

import io.muster.contracts.session.Member;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a player stands in a session. The names are those of the published form ({@code StatusV2}); server
 * notifications reference, section 3.4.
 */
public enum MemberStatus {
    /** A seat is kept for him; he must answer in time. */
    INVITED(true),
    JOINED(true),
    /** Seen connected to the game. */
    CONNECTED(true),
    /** Lost his connection; the seat is kept for a while. */
    DISCONNECTED(true),
    /** Did not come back in time. */
    DROPPED(false),
    LEFT(false),
    KICKED(false),
    /** Turned the invitation down. */
    REJECTED(false),
    /** Did not answer the invitation in time. */
    TIMEOUT(false),
    /** The invitation was taken back, or there was no seat for it. */
    CANCELLED(false),
    /** The session ended while he was in it. */
    TERMINATED(false);

    private final boolean seated;

    MemberStatus(boolean seated) {
        this.seated = seated;
    }

    /** Whether a player of this status holds a seat. */
    public boolean seated() {
        return seated;
    }

    /** Whether a player of this status may be given the other one. Leaving a seat is always possible, once. */
    boolean canBecome(MemberStatus next) {
        return switch (next) {
            case INVITED, TERMINATED -> false;
            case JOINED, REJECTED, TIMEOUT, CANCELLED -> this == INVITED;
            case CONNECTED -> seated;
            case DISCONNECTED -> this == JOINED || this == CONNECTED;
            case DROPPED -> this == DISCONNECTED;
            case LEFT, KICKED -> seated;
        };
    }

    /** The status of a stored member. */
    public static MemberStatus of(Member member) {
        return valueOf(member.status());
    }

    /** The status of that name in any case; empty when there is none. */
    public static Optional<MemberStatus> named(String name) {
        for (MemberStatus status : values()) {
            if (status.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
