package io.muster.allocator.lifecycle;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.node.NodeService;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadService;
import io.muster.runtime.db.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jboss.logging.Logger;

/** Clears away what nobody will come back for: payloads of replicas that are lost, and history past its time. */
@ApplicationScoped
public class UpkeepSweeper {

    private static final Logger LOG = Logger.getLogger(UpkeepSweeper.class);
    private static final int BATCH = 500;
    private static final int MOST_FORGOTTEN = 10_000;
    private static final String NODE_LOST = "node-lost";

    /** Rows of history and their age, oldest first. */
    private static final List<String> FORGETTING = List.of("""
            delete from reservations where reservation_id in (
                select reservation_id from reservations
                where requested_at < cast(:limit as timestamptz) and ended_at < cast(:limit as timestamptz)
                order by requested_at limit :most)
            """, """
            delete from terminations where uid in (
                select uid from terminations where removed_at < cast(:limit as timestamptz)
                order by removed_at limit :most)
            """, """
            delete from allocations where id in (
                select id from allocations a where status = 'DELETED' and updated_at < cast(:limit as timestamptz)
                and not exists (select 1 from payloads p where p.allocation_id = a.id) limit :most)
            """, """
            delete from payload_heartbeats where uid in (
                select uid from payload_heartbeats where beat_at < cast(:limit as timestamptz)
                order by beat_at limit :most)
            """, """
            delete from queue_depths where (namespace, queue) in (
                select namespace, queue from queue_depths where measured_at < cast(:limit as timestamptz)
                order by measured_at limit :most)
            """, """
            delete from nodes where node in (
                select node from nodes where heartbeat_at < cast(:limit as timestamptz) limit :most)
            """);

    private final Database database;
    private final PayloadService payloads;
    private final NodeService nodes;
    private final AllocatorSettings settings;

    public UpkeepSweeper(Database database, PayloadService payloads, NodeService nodes, AllocatorSettings settings) {
        this.database = database;
        this.payloads = payloads;
        this.nodes = nodes;
        this.settings = settings;
    }

    /** Removes payloads of replicas that have been dead for so long that no successor is to be expected. */
    Uni<Void> giveUpLost() {
        return database.read(this::lost).chain(uids -> {
            if (uids.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            LOG.warnf("%d payloads ran on replicas that are lost", uids.size());
            return payloads.commandAll(uids.stream()
                            .flatMap(uid -> Stream.of(
                                    new PayloadService.Addressed(uid, new PayloadCommand.ShutDown(NODE_LOST, true)),
                                    new PayloadService.Addressed(uid, new PayloadCommand.Clear())))
                            .toList())
                    .replaceWithVoid();
        });
    }

    /** Deletes history past its retention, a bounded piece at a time. */
    Uni<Void> forget() {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String statement : FORGETTING) {
            all = all.chain(() -> database.inTransaction(session -> session.createNativeQuery(statement)
                            .setParameter("limit", payloads.now().minus(settings.historyRetention()))
                            .setParameter("most", MOST_FORGOTTEN)
                            .executeUpdate()))
                    .replaceWithVoid();
        }
        return all;
    }

    private Uni<List<String>> lost(StatelessSession session) {
        return session.createNativeQuery("""
                        select cast(p.uid as text) from payloads p left join nodes n on n.node = p.node
                        where p.node is not null and p.node <> :node
                        and (n.node is null or n.heartbeat_at < cast(:limit as timestamptz))
                        limit :most
                        """, String.class)
                .setParameter("node", nodes.node())
                .setParameter("limit", payloads.now().minus(settings.processes().nodeLostAfter()))
                .setParameter("most", BATCH)
                .getResultList();
    }
}
