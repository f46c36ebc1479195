package io.muster.match.function;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The table of how pools with custom functions are matched now. */
@ApplicationScoped
public class StateStore {

    private static final String ACTIVE = "ACTIVE";
    private static final String FALLEN_BACK = "FALLEN_BACK";

    Uni<Void> save(StatelessSession session, FunctionState state) {
        return session.createNativeQuery("""
                        insert into match_function_states
                               (namespace, function, queue, pool, version, state, changed_at, failure, message, retry_at)
                        values (:namespace, :function, :queue, :pool, :version, :state, :changed,
                                cast(:failure as text), cast(:message as text), cast(cast(:retry as text) as timestamptz))
                        on conflict (namespace, function, queue, pool) do update
                        set version = excluded.version, state = excluded.state, changed_at = excluded.changed_at,
                            failure = excluded.failure, message = excluded.message, retry_at = excluded.retry_at""")
                .setParameter("namespace", state.namespace())
                .setParameter("function", state.function())
                .setParameter("queue", state.queue())
                .setParameter("pool", state.pool())
                .setParameter("version", state.version())
                .setParameter("state", state.active() ? ACTIVE : FALLEN_BACK)
                .setParameter("changed", state.changedAt())
                .setParameter(
                        "failure",
                        state.failure() == null ? null : state.failure().kind().name())
                .setParameter(
                        "message",
                        state.failure() == null
                                ? null
                                : state.failure().message().replace('\0', ' '))
                .setParameter(
                        "retry",
                        state.retryAt() == null ? null : state.retryAt().toString())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** States of one function, in order of queue and pool. */
    Uni<List<FunctionState>> find(StatelessSession session, String namespace, String function) {
        return session.createNativeQuery("""
                        select namespace, function, queue, pool, version, state, changed_at, failure, message, retry_at
                        from match_function_states
                        where namespace = :namespace and function = :function
                        order by queue, pool""", Tuple.class)
                .setParameter("namespace", namespace)
                .setParameter("function", function)
                .getResultList()
                .map(rows -> rows.stream().map(StateStore::state).toList());
    }

    /** Forgets pools that no longer run the function: nothing has been said of them for so long. */
    Uni<Void> purge(StatelessSession session, Instant oldest) {
        return session.createNativeQuery("delete from match_function_states where changed_at < :oldest")
                .setParameter("oldest", oldest)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static FunctionState state(Tuple row) {
        String failure = row.get("failure", String.class);
        OffsetDateTime retry = row.get("retry_at", OffsetDateTime.class);
        return new FunctionState(
                row.get("namespace", String.class),
                row.get("function", String.class),
                row.get("queue", String.class),
                row.get("pool", String.class),
                row.get("version", Number.class).longValue(),
                row.get("state", String.class).equals(ACTIVE),
                row.get("changed_at", OffsetDateTime.class).toInstant(),
                failure == null
                        ? null
                        : new FunctionFailure(FunctionFailure.Kind.valueOf(failure), row.get("message", String.class)),
                retry == null ? null : retry.toInstant());
    }
}
