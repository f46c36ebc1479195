package io.muster.allocator.node;

import io.muster.allocator.AllocatorSettings;
import io.muster.runtime.db.Database;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/** This replica's identity, and the set of replicas that are alive. */
@ApplicationScoped
public class NodeService {

    private final Database database;
    private final InstantSource clock;
    private final AllocatorSettings settings;
    private final NodeSlot slot;
    private volatile Set<String> alive;

    public NodeService(Database database, InstantSource clock, AllocatorSettings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.slot = NodeSlot.take(settings.dataDir());
        this.alive = Set.of(slot.node());
    }

    public String node() {
        return slot.node();
    }

    public Path folder() {
        return slot.folder();
    }

    /** Whether payloads of that node may be handed out; a payload of no node in particular always may. */
    public boolean alive(String node) {
        return node == null || alive.contains(node);
    }

    /** Whether there are other replicas. */
    public boolean others() {
        return alive.size() > 1;
    }

    /** Says that this replica lives, and learns which others do. */
    public Uni<Void> beat() {
        return database.inTransaction(session -> session.createNativeQuery("""
                                insert into nodes values (:node, cast(:now as timestamptz))
                                on conflict (node) do update set heartbeat_at = excluded.heartbeat_at
                                """)
                        .setParameter("node", slot.node())
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(
                                        "select node from nodes where heartbeat_at > cast(:limit as timestamptz)",
                                        String.class)
                                .setParameter(
                                        "limit",
                                        clock.instant()
                                                .minus(settings.processes().nodeTimeout()))
                                .getResultList()))
                .invoke(nodes -> alive = Set.copyOf(nodes))
                .replaceWithVoid();
    }

    @PreDestroy
    void release() {
        slot.close();
    }
}
