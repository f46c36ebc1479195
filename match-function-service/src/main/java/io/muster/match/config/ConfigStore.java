package io.muster.match.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The table of match configs. */
@ApplicationScoped
public class ConfigStore {

    private static final String COLUMNS =
            "select namespace, id, version, cast(document as text) as document, created_at, updated_at from match_configs";

    private final ObjectMapper json;

    public ConfigStore(ObjectMapper json) {
        this.json = json;
    }

    /** One config, locked against changes until the transaction ends. */
    Uni<Optional<StoredConfig>> findForUpdate(Mutiny.StatelessSession session, String namespace, String id) {
        return find(session, namespace, id, " for update");
    }

    Uni<Optional<StoredConfig>> find(Mutiny.StatelessSession session, String namespace, String id) {
        return find(session, namespace, id, "");
    }

    private Uni<Optional<StoredConfig>> find(
            Mutiny.StatelessSession session, String namespace, String id, String locking) {
        return session.createNativeQuery(COLUMNS + " where namespace = :namespace and id = :id" + locking, Tuple.class)
                .setParameter("namespace", namespace)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(this::config));
    }

    /** Configs of a namespace in order of id, after the given one. */
    Uni<List<StoredConfig>> list(Mutiny.StatelessSession session, String namespace, String after, int limit) {
        return session.createNativeQuery(
                        COLUMNS + " where namespace = :namespace and id > :after order by id limit :limit", Tuple.class)
                .setParameter("namespace", namespace)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(this::config).toList());
    }

    /** Number of configs of a namespace. */
    Uni<Long> count(Mutiny.StatelessSession session, String namespace) {
        return session.createNativeQuery("select count(*) from match_configs where namespace = :namespace", Long.class)
                .setParameter("namespace", namespace)
                .getSingleResult();
    }

    /** Inserts a config; false when somebody else has just inserted it. */
    Uni<Boolean> insert(Mutiny.StatelessSession session, StoredConfig config) {
        return session.createNativeQuery("""
                        insert into match_configs (namespace, id, version, document, created_at, updated_at)
                        values (:namespace, :id, :version, cast(cast(:document as text) as jsonb), :created, :updated)
                        on conflict (namespace, id) do nothing""")
                .setParameter("namespace", config.namespace())
                .setParameter("id", config.id())
                .setParameter("version", config.version())
                .setParameter("document", write(config.document()))
                .setParameter("created", config.createdAt())
                .setParameter("updated", config.updatedAt())
                .executeUpdate()
                .map(rows -> rows == 1);
    }

    Uni<Void> update(Mutiny.StatelessSession session, StoredConfig config) {
        return session.createNativeQuery("""
                        update match_configs
                        set version = :version, document = cast(cast(:document as text) as jsonb), updated_at = :updated
                        where namespace = :namespace and id = :id""")
                .setParameter("namespace", config.namespace())
                .setParameter("id", config.id())
                .setParameter("version", config.version())
                .setParameter("document", write(config.document()))
                .setParameter("updated", config.updatedAt())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Deletes a config and remembers its version, so that a config of the same id goes on counting. */
    Uni<Void> delete(Mutiny.StatelessSession session, StoredConfig config, Instant now) {
        return session.createNativeQuery("delete from match_configs where namespace = :namespace and id = :id")
                .setParameter("namespace", config.namespace())
                .setParameter("id", config.id())
                .executeUpdate()
                .chain(() -> session.createNativeQuery("""
                                insert into deleted_configs (namespace, id, version, deleted_at)
                                values (:namespace, :id, :version, :now)
                                on conflict (namespace, id) do update
                                set version = excluded.version, deleted_at = excluded.deleted_at""")
                        .setParameter("namespace", config.namespace())
                        .setParameter("id", config.id())
                        .setParameter("version", config.version() + 1)
                        .setParameter("now", now)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Version of the last deletion of a config of this id, or 0. */
    Uni<Long> lastVersion(Mutiny.StatelessSession session, String namespace, String id) {
        return session.createNativeQuery(
                        "select version from deleted_configs where namespace = :namespace and id = :id", Long.class)
                .setParameter("namespace", namespace)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(version -> version == null ? 0L : version);
    }

    private StoredConfig config(Tuple row) {
        return new StoredConfig(
                row.get("namespace", String.class),
                row.get("id", String.class),
                row.get("version", Number.class).longValue(),
                read(row.get("document", String.class)),
                row.get("created_at", OffsetDateTime.class).toInstant(),
                row.get("updated_at", OffsetDateTime.class).toInstant());
    }

    private Map<String, Object> read(String document) {
        try {
            return json.readValue(document, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Map<String, Object> document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
