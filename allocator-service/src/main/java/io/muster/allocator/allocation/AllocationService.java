package io.muster.allocator.allocation;

import io.muster.runtime.db.Database;
import io.muster.runtime.problem.Problems;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Allocations: created, changed and looked up. */
@ApplicationScoped
public class AllocationService {

    private final Database database;
    private final AllocationStore store;
    private final List<AllocationListener> listeners;
    private final AllocationCache cache = new AllocationCache();

    public AllocationService(Database database, AllocationStore store, @All List<AllocationListener> listeners) {
        this.database = database;
        this.store = store;
        this.listeners = listeners;
    }

    /** Adds it; a 409 problem when its name is taken. */
    public Uni<Allocation> create(Allocation allocation) {
        return database.inTransaction(session -> store.insert(session, allocation))
                .invoke(inserted -> {
                    if (!inserted) {
                        throw Problems.conflict(
                                "name-taken",
                                "name: there is already an allocation '" + allocation.name() + "'.",
                                Map.of());
                    }
                    announce(allocation);
                })
                .replaceWith(allocation);
    }

    /**
     * Changes it; a 404 problem when there is none.
     *
     * @param change from the allocation to its next version; must raise the version by one
     */
    public Uni<Allocation> change(String namespace, String idOrName, UnaryOperator<Allocation> change) {
        return database.inTransaction(session -> require(session, namespace, idOrName)
                        .map(change)
                        .chain(next -> store.update(session, next)
                                .invoke(this::checkUpdated)
                                .replaceWith(next)))
                .invoke(this::announce);
    }

    /** The allocation; a 404 problem when the namespace has none of that id or name. */
    public Uni<Allocation> require(String namespace, String idOrName) {
        return database.read(session -> require(session, namespace, idOrName));
    }

    /** As {@link #require}, but as of a second ago at most: for reservations. */
    public Uni<Allocation> lookUp(String namespace, String idOrName) {
        return cache.get(namespace, idOrName)
                .map(known -> Uni.createFrom().item(known))
                .orElseGet(() -> require(namespace, idOrName).invoke(found -> cache.put(idOrName, found)));
    }

    /** As of a second ago at most; empty when there is none, which is always asked afresh. */
    public Uni<Optional<Allocation>> find(StatelessSession session, String namespace, String idOrName) {
        Optional<Allocation> known = cache.get(namespace, idOrName);
        if (known.isPresent()) {
            return Uni.createFrom().item(known);
        }
        return store.find(session, namespace, idOrName).map(found -> {
            found.forEach(allocation -> cache.put(idOrName, allocation));
            return found.stream().findFirst();
        });
    }

    private Uni<Allocation> require(StatelessSession session, String namespace, String idOrName) {
        return store.find(session, namespace, idOrName).map(found -> {
            if (found.isEmpty()) {
                throw Problems.notFound("allocation", idOrName);
            }
            return found.getFirst();
        });
    }

    private void checkUpdated(boolean updated) {
        if (!updated) {
            throw Problems.conflict("changed", "The allocation was changed at the same time; try again.", Map.of());
        }
    }

    private void announce(Allocation allocation) {
        cache.forget(allocation);
        listeners.forEach(listener -> listener.changed(allocation));
    }
}
