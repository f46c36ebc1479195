package io.muster.runtime.event;

import io.muster.runtime.db.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Keys with a record in the dead letters. Their later records follow it there, because handling them without the one
 * that failed would break the order of the key. An operator deletes the row once the cause is gone; it takes effect with
 * the next {@link #load}.
 */
@ApplicationScoped
public class ParkedKeys {

    private static final int LONGEST_REASON = 1_000;

    private final Database database;
    private final Map<String, Set<String>> byTopic = new ConcurrentHashMap<>();

    public ParkedKeys(Database database) {
        this.database = database;
    }

    /** Reads the parked keys of a topic again. */
    Uni<Void> load(String topic) {
        return database.read(session -> session.createNativeQuery(
                                "select key from parked_keys where topic = :topic", String.class)
                        .setParameter("topic", topic)
                        .getResultList())
                .invoke(keys -> byTopic.put(topic, keys.stream().collect(Collectors.toSet())))
                .replaceWithVoid();
    }

    boolean contains(String topic, String key) {
        Set<String> keys = byTopic.get(topic);
        return key != null && keys != null && !keys.isEmpty() && keys.contains(key);
    }

    /** Parks a key; once more is fine. */
    Uni<Void> park(String topic, String key, String reason) {
        return database.inTransaction(session -> session.createNativeQuery(
                                "insert into parked_keys (topic, key, reason) values (:topic, :key, :reason)"
                                        + " on conflict do nothing")
                        .setParameter("topic", topic)
                        .setParameter("key", key)
                        .setParameter("reason", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
                        .executeUpdate())
                .invoke(() -> byTopic.compute(topic, (name, keys) -> with(keys, key)))
                .replaceWithVoid();
    }

    private static Set<String> with(Set<String> keys, String key) {
        Set<String> more = keys == null ? ConcurrentHashMap.newKeySet() : ConcurrentHashMap.newKeySet(keys.size() + 1);
        if (keys != null) {
            more.addAll(keys);
        }
        more.add(key);
        return more;
    }
}
