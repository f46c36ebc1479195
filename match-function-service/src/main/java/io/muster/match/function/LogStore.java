package io.muster.match.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The table of function logs. */
@ApplicationScoped
public class LogStore {

    private final ObjectMapper json;

    public LogStore(ObjectMapper json) {
        this.json = json;
    }

    Uni<Void> insert(StatelessSession session, List<LogLine> lines) {
        return session.createNativeQuery("""
                        insert into match_function_logs
                               (namespace, function, logged_at, severity, body, version, queue, pool)
                        select namespace, function, logged_at, severity, body, version, queue, pool
                        from jsonb_to_recordset(cast(cast(:lines as text) as jsonb)) as line(
                             namespace text, function text, logged_at timestamptz, severity smallint, body text,
                             version bigint, queue text, pool text)""")
                .setParameter("lines", write(lines))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Lines of one function, newest first. */
    Uni<List<LogLine>> find(StatelessSession session, String namespace, String function, LogQuery query) {
        return session.createNativeQuery("""
                        select namespace, function, logged_at, severity, body, version, queue, pool
                        from match_function_logs
                        where namespace = :namespace and function = :function
                          and logged_at >= :start and logged_at < :end and severity >= :severity
                        order by logged_at desc, id desc
                        limit :limit""", Tuple.class)
                .setParameter("namespace", namespace)
                .setParameter("function", function)
                .setParameter("start", query.start())
                .setParameter("end", query.end())
                .setParameter("severity", query.severity().number())
                .setParameter("limit", query.limit())
                .getResultList()
                .map(rows -> rows.stream().map(LogStore::line).toList());
    }

    /** Deletes what is older, and of each function what is over the limit. */
    Uni<Void> purge(StatelessSession session, Instant oldest, int maxLines) {
        return session.createNativeQuery("delete from match_function_logs where logged_at < :oldest")
                .setParameter("oldest", oldest)
                .executeUpdate()
                .chain(() -> session.createNativeQuery("""
                                delete from match_function_logs where id in (
                                    select id from (
                                        select id, row_number() over (
                                            partition by namespace, function order by id desc) as position
                                        from match_function_logs) as numbered
                                    where position > :limit)""")
                        .setParameter("limit", maxLines)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static LogLine line(Tuple row) {
        return new LogLine(
                row.get("namespace", String.class),
                row.get("function", String.class),
                row.get("logged_at", OffsetDateTime.class).toInstant(),
                Severity.of(row.get("severity", Number.class).intValue()),
                row.get("body", String.class),
                row.get("version", Number.class).longValue(),
                row.get("queue", String.class),
                row.get("pool", String.class));
    }

    private String write(List<LogLine> lines) {
        try {
            return json.writeValueAsString(lines.stream().map(LogStore::row).toList());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL's text cannot hold the character NUL. */
    private static Map<String, Object> row(LogLine line) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("namespace", line.namespace());
        row.put("function", line.function());
        row.put("logged_at", line.at().toString());
        row.put("severity", line.severity().number());
        row.put("body", line.body().replace('\0', ' '));
        row.put("version", line.version());
        row.put("queue", line.queue());
        row.put("pool", line.pool());
        return row;
    }
}
