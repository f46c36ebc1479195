package io.muster.session.serviceaccount;

import io.muster.runtime.db.Database;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Role;
import io.muster.session.secret.RandomSecret;
import io.muster.session.secret.SecretHash;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Service accounts of namespaces: made, changed, given new secrets. Foreign ones look missing. */
@ApplicationScoped
class ServiceAccountService {

    private static final String SECRET = "mss_";

    /** An account and the secret it was just given, which nobody is told again. */
    record WithSecret(ServiceAccount account, String secret) {
        @Override
        public String toString() {
            return "WithSecret[" + account.id() + "]";
        }
    }

    private final Database database;
    private final ServiceAccountStore store;
    private final IdSource ids;
    private final InstantSource clock;
    private final RandomSecret secrets = new RandomSecret();

    ServiceAccountService(Database database, ServiceAccountStore store, IdSource ids, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes an account; a 409 problem when its name is taken or the namespace has as many as it may have. */
    Uni<WithSecret> create(String namespace, String name, Set<Role> roles, String creator) {
        String secret = secrets.next(SECRET);
        Instant now = now();
        ServiceAccount account = new ServiceAccount(
                ids.nextId(),
                namespace,
                name,
                roles,
                false,
                SecretHash.ofSecret(secret),
                null,
                null,
                creator,
                now,
                now);
        return database.inTransaction(session -> store.lockNamespace(session, namespace)
                        .chain(() -> store.count(session, namespace))
                        .invoke(ServiceAccountService::requireRoom)
                        .chain(() -> store.insert(session, account)))
                .map(inserted -> {
                    if (!inserted) {
                        throw Problems.conflict(
                                "name-taken", "name: there is already a service account '" + name + "'.", Map.of());
                    }
                    return new WithSecret(account, secret);
                });
    }

    Uni<List<ServiceAccount>> list(String namespace) {
        return database.read(session -> store.list(session, namespace));
    }

    /** The account; a 404 problem when the namespace has none of that id. */
    Uni<ServiceAccount> require(String namespace, String id) {
        return database.read(session -> store.find(session, namespace, id)).map(found -> one(found, id));
    }

    /** Changes what it may do; counts from its next token on. */
    Uni<ServiceAccount> change(String namespace, String id, Set<Role> roles, boolean disabled) {
        return change(
                namespace,
                id,
                before -> new ServiceAccount(
                        before.id(),
                        before.namespace(),
                        before.name(),
                        roles,
                        disabled,
                        before.secret(),
                        before.oldSecret(),
                        before.oldSecretUntil(),
                        before.createdBy(),
                        before.createdAt(),
                        now()));
    }

    /**
     * Gives it a new secret. The one it had stays good for the overlap, so that its callers can be told one by one; the
     * one before that ends at once. Whoever changes it at the same time, on whatever replica, waits.
     */
    Uni<WithSecret> rotate(String namespace, String id, Duration overlap) {
        String secret = secrets.next(SECRET);
        return change(
                        namespace,
                        id,
                        before -> new ServiceAccount(
                                before.id(),
                                before.namespace(),
                                before.name(),
                                before.roles(),
                                before.disabled(),
                                SecretHash.ofSecret(secret),
                                overlap.isZero() ? null : before.secret(),
                                overlap.isZero() ? null : now().plus(overlap),
                                before.createdBy(),
                                before.createdAt(),
                                now()))
                .map(after -> new WithSecret(after, secret));
    }

    /** Deletes it; a 404 problem when there is none. It gets no token any more. */
    Uni<Void> delete(String namespace, String id) {
        return database.inTransaction(session -> store.delete(session, namespace, id))
                .invoke(deleted -> {
                    if (!deleted) {
                        throw missing(id);
                    }
                })
                .replaceWithVoid();
    }

    /** One of a namespace, locked for the caller's transaction; a 404 problem when there is none. */
    Uni<ServiceAccount> lock(StatelessSession session, String namespace, String id) {
        return store.lock(session, namespace, id).map(found -> one(found, id));
    }

    /** The time, in the precision of the database. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Uni<ServiceAccount> change(String namespace, String id, UnaryOperator<ServiceAccount> change) {
        return database.inTransaction(
                session -> lock(session, namespace, id).map(change).call(after -> store.update(session, after)));
    }

    private static ServiceAccount one(List<ServiceAccount> found, String id) {
        if (found.isEmpty()) {
            throw missing(id);
        }
        return found.getFirst();
    }

    private static void requireRoom(long count) {
        if (count >= ServiceAccountRules.MOST_ACCOUNTS) {
            throw Problems.conflict(
                    "too-many",
                    "The namespace has " + ServiceAccountRules.MOST_ACCOUNTS + " service accounts; delete one first.",
                    Map.of());
        }
    }

    private static RuntimeException missing(String id) {
        return Problems.notFound("service account", id);
    }
}
