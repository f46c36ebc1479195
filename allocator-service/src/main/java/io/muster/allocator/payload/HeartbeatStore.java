package io.muster.allocator.payload;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The table {@code payload_heartbeats}. Each method is one statement; none opens a transaction. */
@ApplicationScoped
public class HeartbeatStore {

    /** Writes heartbeats down; those of payloads that are gone are dropped. */
    Uni<Void> record(StatelessSession session, Map<String, Instant> beats) {
        List<Map.Entry<String, Instant>> entries = List.copyOf(beats.entrySet());
        return session.createNativeQuery("""
                        insert into payload_heartbeats
                        select p.uid, b.beat_at
                        from unnest(cast(:uids as uuid[]), cast(cast(:beats as text[]) as timestamptz[])) as b(uid, beat_at)
                        join payloads p on p.uid = b.uid and p.heartbeat_seconds > 0
                        order by p.uid
                        on conflict (uid) do update set beat_at = greatest(payload_heartbeats.beat_at, excluded.beat_at)
                        """)
                .setParameter(
                        "uids",
                        entries.stream()
                                .map(entry -> UUID.fromString(entry.getKey()))
                                .toArray(UUID[]::new))
                .setParameter(
                        "beats",
                        entries.stream()
                                .map(entry -> entry.getValue().toString())
                                .toArray(String[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }

    /**
     * Locks payloads that have been silent for longer than they may, and that this node may judge.
     *
     * @param since silence before this does not count
     */
    Uni<List<String>> silent(StatelessSession session, String node, Instant since, Instant now, int limit) {
        return session.createNativeQuery("""
                        select cast(p.uid as text) from payloads p left join payload_heartbeats h on h.uid = p.uid
                        where p.heartbeat_seconds > 0 and p.state in ('READY', 'RESERVED')
                        and (p.node is null or p.node = :node)
                        and greatest(p.ready_at, h.beat_at, cast(:since as timestamptz))
                            + make_interval(secs => p.heartbeat_seconds) < cast(:now as timestamptz)
                        order by p.uid limit :limit for update of p skip locked
                        """, String.class)
                .setParameter("node", node)
                .setParameter("since", since)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultList();
    }
}
