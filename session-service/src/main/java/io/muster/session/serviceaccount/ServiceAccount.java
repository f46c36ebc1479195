package io.muster.session.serviceaccount;

import io.muster.runtime.security.Role;
import io.muster.session.secret.SecretHash;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A backend or tool that calls the platform.
 *
 * @param id a UUID
 * @param roles what its tokens allow; tokens that are out keep what they had until they are over
 * @param oldSecret the secret before the last change of it, or null
 * @param oldSecretUntil how long that one is good, or null
 */
public record ServiceAccount(
        String id,
        String namespace,
        String name,
        Set<Role> roles,
        boolean disabled,
        SecretHash secret,
        SecretHash oldSecret,
        Instant oldSecretUntil,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    private static final String CLIENT = "sa-";

    public ServiceAccount {
        roles = Set.copyOf(roles);
    }

    /** Under which it asks for tokens. */
    public String clientId() {
        return CLIENT + id;
    }

    /** The id of the account of a client; empty when the client is none. */
    public static Optional<String> idOf(String clientId) {
        if (!clientId.startsWith(CLIENT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    UUID.fromString(clientId.substring(CLIENT.length())).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is its secret, or the one before while that is good. */
    public boolean accepts(String text, Instant now) {
        boolean current = secret.matches(text);
        boolean old = oldSecret != null && now.isBefore(oldSecretUntil) && oldSecret.matches(text);
        return current || old;
    }
}
