package io.muster.match.function;

import io.muster.contracts.Topics;
import io.muster.contracts.function.FunctionDeleted;
import io.muster.contracts.function.FunctionEvent;
import io.muster.contracts.function.FunctionPublished;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Changes custom functions: the row and the event that tells every instance commit together. */
@ApplicationScoped
public class FunctionService {

    private final Database database;
    private final FunctionStore store;
    private final Outbox outbox;
    private final IdSource ids;
    private final InstantSource clock;
    private final FunctionSettings settings;

    public FunctionService(
            Database database,
            FunctionStore store,
            Outbox outbox,
            IdSource ids,
            InstantSource clock,
            FunctionSettings settings) {
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * A new text for a function.
     *
     * @param by subject of the caller's token
     * @param expected condition on the version that is replaced
     */
    public record Upload(
            String namespace, String name, String source, String by, Precondition expected, TraceContext trace) {}

    /** The live version; a 404 problem when there is none. */
    public Uni<StoredFunction> get(String namespace, String name) {
        return database.read(session -> store.find(session, namespace, name)).map(found -> live(found, name));
    }

    /** One version that is still kept; a 404 problem when it is not. */
    public Uni<StoredFunction> get(String namespace, String name, long version) {
        return database.read(session -> store.findVersion(session, namespace, name, version))
                .map(found -> live(found, name + "' in version '" + version));
    }

    /** All functions of a namespace, in order of name; bounded by how many it may have. */
    public Uni<List<StoredFunction>> list(String namespace) {
        return database.read(session -> store.list(session, namespace));
    }

    /** Creates or replaces a function; it is live as soon as the instances have heard of it. */
    public Uni<StoredFunction> put(Upload upload) {
        return database.inTransaction(session -> store.findForUpdate(session, upload.namespace(), upload.name())
                        .invoke(current -> check(upload.expected(), current))
                        .chain(current -> write(session, upload, current))
                        .call(written -> store.keepVersion(session, written, settings.keepVersions()))
                        .call(written -> outbox.add(session, List.of(published(written, upload.trace())))))
                .invoke(outbox::wake);
    }

    /** Deletes a function with all its versions but the number; a 404 problem when there is none. */
    public Uni<Void> delete(String namespace, String name, String by, Precondition expected, TraceContext trace) {
        Instant now = now();
        return database.inTransaction(session -> store.findForUpdate(session, namespace, name)
                        .map(found -> live(found, name))
                        .invoke(known -> check(expected, Optional.of(known)))
                        .map(known -> new StoredFunction(
                                namespace, name, known.version() + 1, null, known.createdAt(), now, by))
                        .call(deleted -> store.update(session, deleted))
                        .call(deleted -> store.dropVersions(session, namespace, name))
                        .call(deleted -> outbox.add(session, List.of(deleted(deleted, trace)))))
                .invoke(outbox::wake)
                .replaceWithVoid();
    }

    private Uni<StoredFunction> write(StatelessSession session, Upload upload, Optional<StoredFunction> current) {
        Instant now = now();
        boolean live = current.isPresent() && !current.get().deleted();
        StoredFunction written = new StoredFunction(
                upload.namespace(),
                upload.name(),
                current.map(StoredFunction::version).orElse(0L) + 1,
                upload.source(),
                live ? current.get().createdAt() : now,
                now,
                upload.by());
        Uni<Void> room = live ? Uni.createFrom().voidItem() : checkRoom(session, upload.namespace());
        return room.chain(() -> current.isPresent()
                        ? store.update(session, written).replaceWith(true)
                        : store.insert(session, written))
                .map(won -> {
                    if (!won) {
                        throw lostRace(upload.name());
                    }
                    return written;
                });
    }

    private static void check(Precondition expected, Optional<StoredFunction> current) {
        expected.check(
                "function",
                current.stream()
                        .filter(function -> !function.deleted())
                        .mapToLong(StoredFunction::version)
                        .findFirst());
    }

    private Uni<Void> checkRoom(StatelessSession session, String namespace) {
        return store.count(session, namespace)
                .invoke(count -> {
                    if (count >= settings.maxFunctions()) {
                        throw Problems.conflict(
                                "too-many-functions",
                                "The namespace has " + count + " functions; at most " + settings.maxFunctions()
                                        + " are allowed.",
                                Map.of());
                    }
                })
                .replaceWithVoid();
    }

    private static StoredFunction live(Optional<StoredFunction> found, String name) {
        return found.filter(function -> !function.deleted()).orElseThrow(() -> Problems.notFound("function", name));
    }

    private static RuntimeException lostRace(String name) {
        return Problems.conflict(
                "concurrent-update",
                "Function '" + name + "' was created by somebody else at the same time.",
                Map.of());
    }

    private Outgoing<FunctionEvent> published(StoredFunction function, TraceContext trace) {
        FunctionEvent event = new FunctionPublished(
                function.namespace(), function.name(), function.version(), function.source(), function.updatedAt());
        return Outgoing.first(Topics.FUNCTIONS, event, ids.nextId(), function.updatedAt(), trace);
    }

    private Outgoing<FunctionEvent> deleted(StoredFunction function, TraceContext trace) {
        FunctionEvent event =
                new FunctionDeleted(function.namespace(), function.name(), function.version(), function.updatedAt());
        return Outgoing.first(Topics.FUNCTIONS, event, ids.nextId(), function.updatedAt(), trace);
    }

    /** PostgreSQL keeps microseconds; the answer must not promise more. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
