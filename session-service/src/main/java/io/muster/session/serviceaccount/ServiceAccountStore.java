package io.muster.session.serviceaccount;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The table {@code service_accounts}. Each method is one statement; none opens a transaction. */
@ApplicationScoped
class ServiceAccountStore {

    private static final String ROW = "select cast(to_jsonb(a) as text) from service_accounts a ";

    private final ServiceAccountJson json;

    ServiceAccountStore(ServiceAccountJson json) {
        this.json = json;
    }

    /** Makes whoever adds accounts to a namespace wait for the others until the transaction ends. */
    Uni<Void> lockNamespace(StatelessSession session, String namespace) {
        return session.createNativeQuery(
                        "select cast(pg_advisory_xact_lock(hashtextextended(:key, 0)) as text)", String.class)
                .setParameter("key", "service-accounts/" + namespace)
                .getSingleResult()
                .replaceWithVoid();
    }

    /** Adds it; false when its name is taken. */
    Uni<Boolean> insert(StatelessSession session, ServiceAccount account) {
        return session.createNativeQuery("""
                        insert into service_accounts
                        select * from jsonb_populate_record(
                            cast(null as service_accounts), cast(cast(:row as text) as jsonb))
                        on conflict on constraint service_accounts_name do nothing
                        """)
                .setParameter("row", json.write(ServiceAccountRow.of(account)))
                .executeUpdate()
                .map(count -> count == 1);
    }

    /** Replaces roles, secrets and whether it is disabled. */
    Uni<Void> update(StatelessSession session, ServiceAccount account) {
        return session.createNativeQuery("""
                        update service_accounts a set roles = r.roles, disabled = r.disabled, secret_hash = r.secret_hash,
                            old_secret_hash = r.old_secret_hash, old_secret_until = r.old_secret_until,
                            updated_at = r.updated_at
                        from jsonb_populate_record(
                            cast(null as service_accounts), cast(cast(:row as text) as jsonb)) r
                        where a.account_id = r.account_id
                        """)
                .setParameter("row", json.write(ServiceAccountRow.of(account)))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Deletes it and its refresh tokens. */
    Uni<Boolean> delete(StatelessSession session, String namespace, String id) {
        return session.createNativeQuery(
                        "delete from service_accounts where namespace = :namespace and cast(account_id as text) = :id")
                .setParameter("namespace", namespace)
                .setParameter("id", id)
                .executeUpdate()
                .map(count -> count == 1);
    }

    /** An empty list when there is none. */
    Uni<List<ServiceAccount>> find(StatelessSession session, String id) {
        return accounts(session.createNativeQuery(ROW + "where account_id = cast(:id as uuid)", String.class)
                .setParameter("id", id));
    }

    /** One of a namespace; an empty list when it has none of that id. */
    Uni<List<ServiceAccount>> find(StatelessSession session, String namespace, String id) {
        return accounts(session.createNativeQuery(
                        ROW + "where namespace = :namespace and cast(account_id as text) = :id", String.class)
                .setParameter("namespace", namespace)
                .setParameter("id", id));
    }

    /** One of a namespace, locked until the transaction ends. */
    Uni<List<ServiceAccount>> lock(StatelessSession session, String namespace, String id) {
        return accounts(session.createNativeQuery(
                        ROW + "where namespace = :namespace and cast(account_id as text) = :id for update",
                        String.class)
                .setParameter("namespace", namespace)
                .setParameter("id", id));
    }

    /** All of a namespace, in the order of their names. */
    Uni<List<ServiceAccount>> list(StatelessSession session, String namespace) {
        return accounts(session.createNativeQuery(ROW + "where namespace = :namespace order by name", String.class)
                .setParameter("namespace", namespace));
    }

    /** How many a namespace has. */
    Uni<Long> count(StatelessSession session, String namespace) {
        return session.createNativeQuery(
                        "select count(*) from service_accounts where namespace = :namespace", Long.class)
                .setParameter("namespace", namespace)
                .getSingleResult();
    }

    private Uni<List<ServiceAccount>> accounts(SelectionQuery<String> query) {
        return query.getResultList().map(rows -> ServiceAccountRow.accounts(json.read(rows, ServiceAccountRow.class)));
    }
}
