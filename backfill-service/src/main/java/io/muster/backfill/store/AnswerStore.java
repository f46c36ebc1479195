package io.muster.backfill.store;

import io.muster.contracts.backfill.BackfillEvent;
import io.muster.runtime.event.Outgoing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * What was answered to events from Kafka. A seat decision depends on the seats at that moment, which are others when the
 * event comes again after a crash; so the answers are kept, not derived again.
 */
@ApplicationScoped
public class AnswerStore {

    private static final String LOAD =
            "SELECT cause_id, CAST(answers AS text) FROM answered_events WHERE cause_id = ANY(:ids)";

    private static final String SAVE = """
            INSERT INTO answered_events (cause_id, answers, answered_at)
            SELECT r.id, r.answers::jsonb, :now
            FROM unnest(CAST(:ids AS text[]), CAST(:answers AS text[])) AS r(id, answers)
            """;

    private static final String PURGE =
            "DELETE FROM answered_events WHERE cause_id IN (SELECT cause_id FROM answered_events"
                    + " WHERE answered_at < :before ORDER BY answered_at LIMIT :most FOR UPDATE SKIP LOCKED)";

    private final SeatJson json;

    AnswerStore(SeatJson json) {
        this.json = json;
    }

    /** The answers to those of these events that were handled before and had any. */
    public Uni<Map<String, List<Outgoing<BackfillEvent>>>> load(
            StatelessSession database, Collection<String> causeIds) {
        return database.createNativeQuery(LOAD, Object[].class)
                .setParameter("ids", causeIds.toArray(String[]::new))
                .getResultList()
                .map(rows -> {
                    Map<String, List<Outgoing<BackfillEvent>>> known = new HashMap<>();
                    rows.forEach(row -> known.put((String) row[0], json.readAnswers((String) row[1])));
                    return known;
                });
    }

    public Uni<Void> save(StatelessSession database, Map<String, List<Outgoing<BackfillEvent>>> answers, Instant now) {
        if (answers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String[] ids = answers.keySet().toArray(String[]::new);
        String[] documents =
                List.of(ids).stream().map(id -> json.write(answers.get(id))).toArray(String[]::new);
        return database.createNativeQuery(SAVE)
                .setParameter("ids", ids)
                .setParameter("answers", documents)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Drops answers to events that no longer come again; answers how many. */
    public Uni<Integer> purge(StatelessSession database, Instant before, int most) {
        return database.createNativeQuery(PURGE)
                .setParameter("before", before)
                .setParameter("most", most)
                .executeUpdate();
    }
}
