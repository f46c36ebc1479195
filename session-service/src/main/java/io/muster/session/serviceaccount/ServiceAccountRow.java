package io.muster.session.serviceaccount;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.muster.runtime.security.Role;
import io.muster.session.secret.SecretHash;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A row of the table {@code service_accounts}; components are its columns. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true) // columns of a newer version
record ServiceAccountRow(
        String accountId,
        String namespace,
        String name,
        Set<Role> roles,
        boolean disabled,
        String secretHash,
        String oldSecretHash,
        Instant oldSecretUntil,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    static ServiceAccountRow of(ServiceAccount account) {
        return new ServiceAccountRow(
                account.id(),
                account.namespace(),
                account.name(),
                new TreeSet<>(account.roles()),
                account.disabled(),
                account.secret().text(),
                account.oldSecret() == null ? null : account.oldSecret().text(),
                account.oldSecretUntil(),
                account.createdBy(),
                account.createdAt(),
                account.updatedAt());
    }

    ServiceAccount toAccount() {
        return new ServiceAccount(
                accountId,
                namespace,
                name,
                roles,
                disabled,
                SecretHash.parse(secretHash),
                oldSecretHash == null ? null : SecretHash.parse(oldSecretHash),
                oldSecretUntil,
                createdBy,
                createdAt,
                updatedAt);
    }

    static List<ServiceAccount> accounts(List<ServiceAccountRow> rows) {
        return rows.stream().map(ServiceAccountRow::toAccount).toList();
    }
}
