package io.muster.match.engine;

import java.util.Objects;
import java.util.UUID;

/**
 * The id of a ticket in little memory, because there are as many of these as waiting tickets: the 128 bits of a UUID, or the
 * text of an id that is none.
 */
public final class TicketId {

    private static final int UUID_LENGTH = 36;

    private final long high;
    private final long low;
    /** Null when the bits say it all. */
    private final String text;

    private TicketId(long high, long low, String text) {
        this.high = high;
        this.low = low;
        this.text = text;
    }

    /** The id of that text, which {@link #toString} gives back letter by letter. */
    public static TicketId of(String text) {
        if (text.length() == UUID_LENGTH) {
            UUID uuid = parse(text);
            if (uuid != null && uuid.toString().equals(text)) {
                return new TicketId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits(), null);
            }
        }
        return new TicketId(text.hashCode(), 0, text);
    }

    private static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TicketId id && high == id.high && low == id.low && Objects.equals(text, id.text);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high ^ low);
    }

    @Override
    public String toString() {
        return text == null ? new UUID(high, low).toString() : text;
    }
}
