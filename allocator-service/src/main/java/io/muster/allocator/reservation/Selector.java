package io.muster.allocator.reservation;

import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadState;
import java.util.Map;

/**
 * Which payloads a caller accepts (seed 000, advanced reservations): all labels match, in this state.
 *
 * @param state {@link PayloadState#READY} or {@link PayloadState#RESERVED}
 */
public record Selector(Map<String, String> matchLabels, PayloadState state) {

    /** Any payload that is Ready. */
    public static final Selector ANY = new Selector(Map.of(), PayloadState.READY);

    public Selector {
        matchLabels = Map.copyOf(matchLabels);
    }

    public boolean matches(Payload payload) {
        return payload.state() == state
                && matchLabels.entrySet().stream()
                        .allMatch(entry -> entry.getValue()
                                .equals(payload.metadata().labels().get(entry.getKey())));
    }
}
