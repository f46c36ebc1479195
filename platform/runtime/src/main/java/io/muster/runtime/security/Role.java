package io.muster.runtime.security;

import java.util.Locale;
import java.util.Optional;

/** What a caller is. The names in tokens are the lower-case ones. */
public enum Role {
    /** A game client. */
    PLAYER,
    /** A game server. */
    SERVER,
    /** An operator, or a developer of the game. */
    DEVELOPER,
    /** A backend of the game, or another service. */
    SERVICE;

    /** The name in tokens. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a name in a token; empty when this version does not know it. */
    public static Optional<Role> ofClaim(String claim) {
        for (Role role : values()) {
            if (role.claim().equals(claim)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
