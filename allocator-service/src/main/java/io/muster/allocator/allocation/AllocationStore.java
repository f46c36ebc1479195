package io.muster.allocator.allocation;

import io.muster.allocator.RowJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The table {@code allocations}. Each method is one statement; none opens a transaction. */
@ApplicationScoped
public class AllocationStore {

    private static final String ROW = "select cast(to_jsonb(a) as text) from allocations a ";

    private static final String FILTER = """
            where namespace = :namespace
            and (cast(:status as text) is null or status = cast(:status as text))
            and (cast(:region as text) is null or region = cast(:region as text))
            and (cast(:name as text) is null or starts_with(name, cast(:name as text)))
            """;

    private final RowJson json;

    public AllocationStore(RowJson json) {
        this.json = json;
    }

    /** Adds it; false when its name is taken. */
    public Uni<Boolean> insert(StatelessSession session, Allocation allocation) {
        return session.createNativeQuery("""
                        insert into allocations
                        select * from jsonb_populate_record(cast(null as allocations), cast(cast(:row as text) as jsonb))
                        on conflict (namespace, name) where wish <> 'DELETE' do nothing
                        """)
                .setParameter("row", json.write(AllocationRow.of(allocation)))
                .executeUpdate()
                .map(count -> count == 1);
    }

    /** Replaces it if it still is in the version before; false when it is not. */
    public Uni<Boolean> update(StatelessSession session, Allocation allocation) {
        return session.createNativeQuery("""
                        update allocations a set
                            region = r.region, spec = r.spec, buffer = r.buffer, min = r.min, max = r.max,
                            tickets_per_payload = r.tickets_per_payload,
                            ready_ms = r.ready_ms, life_ms = r.life_ms, labels = r.labels, annotations = r.annotations,
                            wish = r.wish, status = r.status, generation = r.generation, version = r.version,
                            updated_at = r.updated_at
                        from jsonb_populate_record(cast(null as allocations), cast(cast(:row as text) as jsonb)) r
                        where a.id = r.id and a.version = r.version - 1
                        """)
                .setParameter("row", json.write(AllocationRow.of(allocation)))
                .executeUpdate()
                .map(count -> count == 1);
    }

    /** Status is derived, so it changes without a new version. */
    public Uni<Void> setStatus(StatelessSession session, String id, AllocationStatus status) {
        return session.createNativeQuery(
                        "update allocations set status = :status where id = cast(:id as uuid) and status <> :status")
                .setParameter("status", status.name())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** By id or, unless it is deleted, by name; an empty list when the namespace has none. */
    public Uni<List<Allocation>> find(StatelessSession session, String namespace, String idOrName) {
        return allocations(session.createNativeQuery(ROW + """
                                where namespace = :namespace
                                and (cast(id as text) = :key or (name = :key and wish <> 'DELETE'))
                                order by cast(id as text) = :key desc limit 1
                                """, String.class)
                .setParameter("namespace", namespace)
                .setParameter("key", idOrName));
    }

    /** Locks it for the transaction: only one replica at a time scales it. An empty list when another one does. */
    public Uni<List<Allocation>> lock(StatelessSession session, String id) {
        return allocations(session.createNativeQuery(
                        ROW + "where id = cast(:id as uuid) for no key update skip locked", String.class)
                .setParameter("id", id));
    }

    public Uni<List<Allocation>> findById(StatelessSession session, String id) {
        return allocations(session.createNativeQuery(ROW + "where id = cast(:id as uuid)", String.class)
                .setParameter("id", id));
    }

    /**
     * A page in the order of names and, of those that have the same because they were deleted, ids.
     *
     * @param after name and id of the last one of the page before; null from the start
     */
    public Uni<List<Allocation>> page(
            StatelessSession session, String namespace, AllocationFilter filter, AllocationCursor after, int limit) {
        return allocations(filtered(session.createNativeQuery(ROW + FILTER + """
                                and (cast(:after as text) is null
                                    or (name, id) > (cast(:after as text), cast(cast(:id as text) as uuid)))
                                order by name, id limit :limit
                                """, String.class), namespace, filter)
                .setParameter("after", after == null ? null : after.name())
                .setParameter("id", after == null ? null : after.id())
                .setParameter("limit", limit));
    }

    /** How many allocations of a namespace there are. */
    public Uni<Long> count(StatelessSession session, String namespace, AllocationFilter filter) {
        return filtered(
                        session.createNativeQuery("select count(*) from allocations a " + FILTER, Long.class),
                        namespace,
                        filter)
                .getSingleResult();
    }

    private static <R> SelectionQuery<R> filtered(SelectionQuery<R> query, String namespace, AllocationFilter filter) {
        return query.setParameter("namespace", namespace)
                .setParameter(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .setParameter("region", filter.region())
                .setParameter("name", filter.name());
    }

    /** Ids of all that may need payloads started or stopped. */
    public Uni<List<String>> active(StatelessSession session) {
        return session.createNativeQuery(
                        "select cast(id as text) from allocations where status <> 'DELETED'", String.class)
                .getResultList();
    }

    private Uni<List<Allocation>> allocations(SelectionQuery<String> query) {
        return query.getResultList()
                .map(documents -> json.readAll(documents, AllocationRow.class).stream()
                        .map(AllocationRow::toAllocation)
                        .toList());
    }
}
