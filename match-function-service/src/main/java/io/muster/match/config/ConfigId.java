package io.muster.match.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Rules for config ids: what every common file system takes as a name (seed 002), and what fits a path segment. The id is
 * also the name of the queue.
 */
public final class ConfigId {

    /** Longest id. */
    public static final int MAX_LENGTH = 128;

    private static final String FORBIDDEN = "<>:\"/\\|?*%";
    private static final Set<String> RESERVED = Set.of("con", "prn", "aux", "nul");

    private ConfigId() {}

    /** What is wrong with an id, for its author. */
    public static Optional<String> errorIn(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return Optional.of("must have 1 to " + MAX_LENGTH + " characters");
        }
        if (id.chars().anyMatch(letter -> letter < ' ' || letter == 0x7f || FORBIDDEN.indexOf(letter) >= 0)) {
            return Optional.of("must not contain control characters or any of " + FORBIDDEN);
        }
        if (id.endsWith(".") || id.endsWith(" ") || id.startsWith(" ")) {
            return Optional.of("must not start with a space or end with a space or a dot");
        }
        String stem = id.toLowerCase(Locale.ROOT).split("\\.", 2)[0];
        if (RESERVED.contains(stem) || stem.matches("(com|lpt)[0-9]")) {
            return Optional.of("is a reserved device name");
        }
        return Optional.empty();
    }
}
