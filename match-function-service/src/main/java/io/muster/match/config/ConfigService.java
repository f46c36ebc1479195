package io.muster.match.config;

import io.muster.contracts.Topics;
import io.muster.contracts.admission.Admission;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.contracts.config.ConfigEvent;
import io.muster.contracts.config.ConfigPublished;
import io.muster.match.rules.MatchConfig;
import io.muster.match.version.Precondition;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.outbox.Outbox;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.trace.TraceContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Changes match configs: the row and the event that tells everybody commit together. */
@ApplicationScoped
public class ConfigService {

    /** Configs of one namespace; every instance of several services holds all of them in memory. */
    static final int MAX_CONFIGS = 1_000;

    private final Database database;
    private final ConfigStore store;
    private final Outbox outbox;
    private final IdSource ids;
    private final InstantSource clock;

    public ConfigService(Database database, ConfigStore store, Outbox outbox, IdSource ids, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** A config that was written. */
    public record Written(StoredConfig config, boolean created) {}

    /** Reads one config; a 404 problem when there is none. */
    public Uni<StoredConfig> get(String namespace, String id) {
        return database.read(session -> store.find(session, namespace, id))
                .map(found -> found.orElseThrow(() -> Problems.notFound("config", id)));
    }

    /** Configs in order of id. */
    public Uni<List<StoredConfig>> list(String namespace, String after, int limit) {
        return database.read(session -> store.list(session, namespace, after, limit));
    }

    /** Checks a document; a 400 problem with every error when it is invalid. */
    public Map<String, Object> canonical(String id, Map<String, Object> document) {
        return switch (ConfigReader.read(id, document)) {
            case ConfigReader.Result.Valid valid -> named(valid.config(), id);
            case ConfigReader.Result.Invalid invalid -> throw Problems.validation(invalid.violations());
        };
    }

    private static Map<String, Object> named(MatchConfig config, String id) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.putAll(ConfigWriter.write(config));
        return document;
    }

    /**
     * Creates or replaces a config.
     *
     * @param document canonical
     * @param expected condition on the version that is replaced
     */
    public Uni<Written> put(
            String namespace, String id, Map<String, Object> document, Precondition expected, TraceContext trace) {
        return database.inTransaction(session -> store.findForUpdate(session, namespace, id)
                        .invoke(current -> check(expected, current))
                        .chain(current -> write(session, namespace, id, document, current))
                        .call(written -> outbox.add(session, List.of(published(written.config(), trace)))))
                .invoke(outbox::wake);
    }

    /** Deletes a config; a 404 problem when there is none. */
    public Uni<Void> delete(String namespace, String id, Precondition expected, TraceContext trace) {
        Instant now = now();
        return database.inTransaction(session -> store.findForUpdate(session, namespace, id)
                        .map(current -> current.orElseThrow(() -> Problems.notFound("config", id)))
                        .invoke(current -> check(expected, Optional.of(current)))
                        .call(current -> store.delete(session, current, now))
                        .call(current -> outbox.add(session, List.of(deleted(current, now, trace)))))
                .invoke(outbox::wake)
                .replaceWithVoid();
    }

    private Uni<Written> write(
            Mutiny.StatelessSession session,
            String namespace,
            String id,
            Map<String, Object> document,
            Optional<StoredConfig> current) {
        Instant now = now();
        if (current.isPresent()) {
            StoredConfig known = current.get();
            StoredConfig changed =
                    new StoredConfig(namespace, id, known.version() + 1, document, known.createdAt(), now);
            return store.update(session, changed).replaceWith(new Written(changed, false));
        }
        return store.count(session, namespace)
                .invoke(ConfigService::checkLimit)
                .chain(() -> store.lastVersion(session, namespace, id))
                .map(last -> new StoredConfig(namespace, id, last + 1, document, now, now))
                .chain(created -> store.insert(session, created)
                        .invoke(inserted -> {
                            if (!inserted) {
                                throw lostRace(id);
                            }
                        })
                        .replaceWith(new Written(created, true)));
    }

    private static void check(Precondition expected, Optional<StoredConfig> current) {
        expected.check(
                "config", current.stream().mapToLong(StoredConfig::version).findFirst());
    }

    private static void checkLimit(long count) {
        if (count >= MAX_CONFIGS) {
            throw Problems.conflict(
                    "too-many-configs",
                    "The namespace has " + count + " configs; at most " + MAX_CONFIGS + " are allowed.",
                    Map.of());
        }
    }

    private static RuntimeException lostRace(String id) {
        return Problems.conflict(
                "concurrent-update", "Config '" + id + "' was created by somebody else at the same time.", Map.of());
    }

    private Outgoing<ConfigEvent> published(StoredConfig config, TraceContext trace) {
        ConfigEvent event = new ConfigPublished(
                config.namespace(),
                config.id(),
                config.version(),
                config.document(),
                admission(config),
                config.updatedAt());
        return Outgoing.first(Topics.CONFIGS, event, ids.nextId(), config.updatedAt(), trace);
    }

    private static Admission admission(StoredConfig config) {
        return switch (ConfigReader.read(config.id(), config.document())) {
            case ConfigReader.Result.Valid valid ->
                AdmissionWriter.write(valid.config()).orElse(null);
            case ConfigReader.Result.Invalid _ -> null;
        };
    }

    private Outgoing<ConfigEvent> deleted(StoredConfig config, Instant now, TraceContext trace) {
        ConfigEvent event = new ConfigDeleted(config.namespace(), config.id(), config.version() + 1, now);
        return Outgoing.first(Topics.CONFIGS, event, ids.nextId(), now, trace);
    }

    /** PostgreSQL keeps microseconds; the answer must not promise more. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
