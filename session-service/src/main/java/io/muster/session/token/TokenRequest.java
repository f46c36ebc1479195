package io.muster.session.token;

import io.muster.runtime.security.Role;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A token to be made.
 *
 * @param subject whom it stands for
 * @param lifetime how long from now
 */
record TokenRequest(String namespace, String subject, Set<Role> roles, Duration lifetime) {

    TokenRequest {
        roles = Set.copyOf(roles);
    }

    /** The roles in the form of an OAuth scope. */
    String scope() {
        return roles.stream().map(Role::claim).sorted().collect(Collectors.joining(" "));
    }
}
