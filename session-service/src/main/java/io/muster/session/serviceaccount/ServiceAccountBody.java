package io.muster.session.serviceaccount;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.runtime.security.Role;
import java.time.Instant;
import java.util.List;

/**
 * A service account as it is shown.
 *
 * @param clientSecret only in the answer that made it
 * @param oldSecretUntil how long the secret before is good, absent when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServiceAccountBody(
        String id,
        String name,
        String clientId,
        String clientSecret,
        List<String> roles,
        boolean disabled,
        Instant oldSecretUntil,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    static ServiceAccountBody of(ServiceAccount account) {
        return of(account, null);
    }

    static ServiceAccountBody of(ServiceAccountService.WithSecret made) {
        return of(made.account(), made.secret());
    }

    private static ServiceAccountBody of(ServiceAccount account, String secret) {
        return new ServiceAccountBody(
                account.id(),
                account.name(),
                account.clientId(),
                secret,
                account.roles().stream().map(Role::claim).sorted().toList(),
                account.disabled(),
                account.oldSecretUntil(),
                account.createdBy(),
                account.createdAt(),
                account.updatedAt());
    }

    @Override
    public String toString() {
        return "ServiceAccountBody[" + id + "]";
    }
}
