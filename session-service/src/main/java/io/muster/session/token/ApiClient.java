package io.muster.session.token;

import io.muster.runtime.security.Role;
import io.muster.session.secret.SecretHash;
import io.muster.session.serviceaccount.ServiceAccount;
import java.util.Set;

/**
 * Somebody who may ask for tokens.
 *
 * @param secretHash SHA-256 of the secret
 * @param namespace the only namespace it may name, or {@link #ANY_NAMESPACE}
 * @param roles what it is itself
 * @param minting roles it may ask tokens of for others
 */
record ApiClient(String clientId, SecretHash secretHash, String namespace, Set<Role> roles, Set<Role> minting) {

    static final String ANY_NAMESPACE = "*";

    ApiClient {
        roles = Set.copyOf(roles);
        minting = Set.copyOf(minting);
    }

    /** A service account speaks for itself only, in its own namespace. */
    static ApiClient of(ServiceAccount account) {
        return new ApiClient(account.clientId(), account.secret(), account.namespace(), account.roles(), Set.of());
    }

    boolean mayName(String other) {
        return namespace.equals(ANY_NAMESPACE) || namespace.equals(other);
    }
}
