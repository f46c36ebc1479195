package io.muster.runtime.outbox;

import io.muster.runtime.event.EncodedEvent;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One connection of the relay to the database: the lock that makes a leader, the outbox, and the wake-up calls of other
 * replicas. It is no connection of the pool, because its settings and its lock must never reach a request; both end with
 * the connection, also when the process is killed.
 */
final class RelaySession implements OutboxRows {

    static final int BATCH = 500;
    static final String CHANNEL = "muster_outbox";

    private static final long LEADER_LOCK = 0x6d75737465720001L; // "muster", 1

    /**
     * Both statements of the relay go by the primary key, so their plans are made once: PostgreSQL would plan them anew
     * for every batch, which took as long as running them. A plan from a time when the table was empty must not read all
     * of it later, hence no sequential scans.
     */
    private static final String PLANS = "set plan_cache_mode = force_generic_plan; set enable_seqscan = off;";

    private static final String SETTINGS = PLANS
            + " set synchronous_commit = off; set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2;"
            + " set tcp_keepalives_count = 3; listen " + CHANNEL;
    private static final String READ = """
            select id, topic, partition, key, event_id, event_type, event_time, traceparent, payload
            from outbox where id > $1 and id <> all($2) order by id limit $3
            """;
    private static final String HORIZON = """
            select cast(cast(pg_snapshot_xmin(s) as text) as bigint), cast(cast(pg_snapshot_xmax(s) as text) as bigint)
            from pg_current_snapshot() as s
            """;

    private final PgConnection connection;
    private final String source;

    private RelaySession(PgConnection connection, String source) {
        this.connection = connection;
        this.source = source;
    }

    /** Prepares a new connection; it is closed when that fails. */
    static Future<RelaySession> open(PgConnection connection, String source, Runnable onWake, Runnable onClose) {
        connection.notificationHandler(notification -> onWake.run());
        connection.closeHandler(closed -> onClose.run());
        return connection
                .query(SETTINGS)
                .execute()
                .map(done -> new RelaySession(connection, source))
                .onFailure(failure -> connection.close());
    }

    /** Becomes the leader if there is none. */
    Future<Boolean> tryToLead() {
        return connection
                .preparedQuery("select pg_try_advisory_lock($1)")
                .execute(Tuple.of(LEADER_LOCK))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    @Override
    public Future<List<OutboxRow>> read(long above, Collection<Long> excluded) {
        return connection
                .preparedQuery(READ)
                .execute(Tuple.of(above, excluded.toArray(Long[]::new), BATCH))
                .map(this::rows);
    }

    @Override
    public Future<ReadFloor.Horizon> horizon() {
        return connection.preparedQuery(HORIZON).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new ReadFloor.Horizon(row.getLong(0), row.getLong(1));
        });
    }

    @Override
    public int mostRows() {
        return BATCH;
    }

    @Override
    public Future<Void> delete(List<Long> ids) {
        return connection
                .preparedQuery("delete from outbox where id = any($1)")
                .execute(Tuple.of(ids.toArray(Long[]::new)))
                .mapEmpty();
    }

    Future<Void> close() {
        return connection.close();
    }

    private List<OutboxRow> rows(RowSet<Row> found) {
        List<OutboxRow> rows = new ArrayList<>(found.size());
        for (Row row : found) {
            EncodedEvent event = new EncodedEvent(
                    row.getString(1),
                    row.getInteger(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    source,
                    row.getString(8));
            rows.add(new OutboxRow(row.getLong(0), event));
        }
        return rows;
    }
}
