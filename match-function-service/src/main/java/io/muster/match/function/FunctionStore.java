package io.muster.match.function;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny.MutationQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The tables of custom functions and their versions. */
@ApplicationScoped
public class FunctionStore {

    private static final String COLUMNS =
            "select namespace, name, version, source, created_at, updated_at, updated_by from match_functions";

    /** The function, deleted or not, locked against changes until the transaction ends. */
    Uni<Optional<StoredFunction>> findForUpdate(StatelessSession session, String namespace, String name) {
        return find(session, namespace, name, " for update");
    }

    /** The function, deleted or not. */
    Uni<Optional<StoredFunction>> find(StatelessSession session, String namespace, String name) {
        return find(session, namespace, name, "");
    }

    private static Uni<Optional<StoredFunction>> find(
            StatelessSession session, String namespace, String name, String locking) {
        return session.createNativeQuery(
                        COLUMNS + " where namespace = :namespace and name = :name" + locking, Tuple.class)
                .setParameter("namespace", namespace)
                .setParameter("name", name)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(FunctionStore::function));
    }

    /** One version that is still kept, as the function was then. */
    Uni<Optional<StoredFunction>> findVersion(StatelessSession session, String namespace, String name, long version) {
        return session.createNativeQuery("""
                        select namespace, name, version, source, created_at, created_at as updated_at,
                               created_by as updated_by
                        from match_function_versions
                        where namespace = :namespace and name = :name and version = :version""", Tuple.class)
                .setParameter("namespace", namespace)
                .setParameter("name", name)
                .setParameter("version", version)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(FunctionStore::function));
    }

    /** Functions of a namespace that are not deleted, in order of name. */
    Uni<List<StoredFunction>> list(StatelessSession session, String namespace) {
        return session.createNativeQuery(
                        COLUMNS + " where namespace = :namespace and source is not null order by name", Tuple.class)
                .setParameter("namespace", namespace)
                .getResultList()
                .map(rows -> rows.stream().map(FunctionStore::function).toList());
    }

    /** Number of functions of a namespace that are not deleted. */
    Uni<Long> count(StatelessSession session, String namespace) {
        return session.createNativeQuery(
                        "select count(*) from match_functions where namespace = :namespace and source is not null",
                        Long.class)
                .setParameter("namespace", namespace)
                .getSingleResult();
    }

    /** Inserts a function; false when somebody else has just inserted it. */
    Uni<Boolean> insert(StatelessSession session, StoredFunction function) {
        return bind(session.createNativeQuery("""
                        insert into match_functions
                               (namespace, name, version, source, created_at, updated_at, updated_by)
                        values (:namespace, :name, :version, :source, :created, :updated, :by)
                        on conflict (namespace, name) do nothing"""), function).executeUpdate().map(rows -> rows == 1);
    }

    Uni<Void> update(StatelessSession session, StoredFunction function) {
        return bind(session.createNativeQuery("""
                        update match_functions
                        set version = :version, source = cast(:source as text), created_at = :created,
                            updated_at = :updated, updated_by = :by
                        where namespace = :namespace and name = :name"""), function).executeUpdate().replaceWithVoid();
    }

    /** Keeps a version, and drops the oldest ones over the limit. */
    Uni<Void> keepVersion(StatelessSession session, StoredFunction function, int limit) {
        return session.createNativeQuery("""
                        insert into match_function_versions (namespace, name, version, source, created_at, created_by)
                        values (:namespace, :name, :version, :source, :updated, :by)""")
                .setParameter("namespace", function.namespace())
                .setParameter("name", function.name())
                .setParameter("version", function.version())
                .setParameter("source", function.source())
                .setParameter("updated", function.updatedAt())
                .setParameter("by", function.updatedBy())
                .executeUpdate()
                .chain(() -> session.createNativeQuery("""
                                delete from match_function_versions
                                where namespace = :namespace and name = :name and version in (
                                    select version from match_function_versions
                                    where namespace = :namespace and name = :name
                                    order by version desc offset :kept)""")
                        .setParameter("namespace", function.namespace())
                        .setParameter("name", function.name())
                        .setParameter("kept", limit)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Void> dropVersions(StatelessSession session, String namespace, String name) {
        return session.createNativeQuery(
                        "delete from match_function_versions where namespace = :namespace and name = :name")
                .setParameter("namespace", namespace)
                .setParameter("name", name)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static MutationQuery bind(MutationQuery query, StoredFunction function) {
        return query.setParameter("namespace", function.namespace())
                .setParameter("name", function.name())
                .setParameter("version", function.version())
                .setParameter("source", function.source())
                .setParameter("created", function.createdAt())
                .setParameter("updated", function.updatedAt())
                .setParameter("by", function.updatedBy());
    }

    private static StoredFunction function(Tuple row) {
        return new StoredFunction(
                row.get("namespace", String.class),
                row.get("name", String.class),
                row.get("version", Number.class).longValue(),
                row.get("source", String.class),
                row.get("created_at", OffsetDateTime.class).toInstant(),
                row.get("updated_at", OffsetDateTime.class).toInstant(),
                row.get("updated_by", String.class));
    }
}
