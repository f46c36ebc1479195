package io.muster.runtime.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** The ways to bind arrays that the README recommends. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class NativeArrayTest {

    private static final String INSERT = """
            insert into samples (id, name, version, created_at, doc)
            select t.id, t.name, t.version, t.created_at, t.doc::jsonb
            from unnest(cast(:ids as uuid[]), cast(:names as text[]), cast(:versions as bigint[]),
                        cast(cast(:createdAt as text[]) as timestamptz[]), cast(:docs as text[]))
                 as t(id, name, version, created_at, doc)
            on conflict do nothing
            returning id, version
            """;

    @Inject
    Database database;

    private final UUID[] ids = {UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()};
    private final Instant at = Instant.parse("2026-11-21T10:00:00.123456Z");

    private <T> T run(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return database.inTransaction(work).await().atMost(Duration.ofSeconds(60));
    }

    private List<Object[]> insertSamples() {
        String[] times = new String[ids.length];
        Arrays.fill(times, at.toString());
        return run(session -> session.createNativeQuery(INSERT, Object[].class)
                .setParameter("ids", ids)
                .setParameter("names", new String[] {"a", null, "c"})
                .setParameter("versions", new Long[] {1L, 2L, 3L})
                .setParameter("createdAt", times)
                .setParameter("docs", new String[] {"{\"x\": 1}", "{}", "[1, 2]"})
                .getResultList());
    }

    @Test
    void insertsABatchAndAnswersWhatIsNew() {
        assertThat(insertSamples())
                .containsExactly(new Object[] {ids[0], 1L}, new Object[] {ids[1], 2L}, new Object[] {ids[2], 3L});
        assertThat(insertSamples()).isEmpty();
    }

    @Test
    void updatesABatchWhereTheVersionsFit() {
        insertSamples();
        List<Object[]> updated = run(session -> session.createNativeQuery("""
                        update samples set version = samples.version + 1
                        from unnest(cast(:ids as uuid[]), cast(:versions as bigint[])) as u(id, version)
                        where samples.id = u.id and samples.version = u.version
                        returning samples.id, samples.version
                        """, Object[].class)
                .setParameter("ids", ids)
                .setParameter("versions", new Long[] {1L, 7L, 3L})
                .getResultList());
        assertThat(updated).containsExactlyInAnyOrder(new Object[] {ids[0], 2L}, new Object[] {ids[2], 4L});
    }

    @Test
    void findsByArray() {
        insertSamples();
        List<String> names = run(session -> session.createNativeQuery(
                        "select name from samples where id = any(:ids) order by version", String.class)
                .setParameter("ids", ids)
                .getResultList());
        assertThat(names).containsExactly("a", null, "c");
    }

    @Test
    void readsTimesAndJson() {
        insertSamples();
        Object[] first = run(session -> session.createNativeQuery(
                        "select created_at, cast(doc as text) from samples where id = :id", Object[].class)
                .setParameter("id", ids[0])
                .getSingleResult());
        assertThat(first[0]).isInstanceOf(java.time.OffsetDateTime.class).hasToString("2026-11-21T10:00:00.123456Z");
        assertThat(first[1]).isEqualTo("{\"x\": 1}");
    }

    @Test
    void storesTextArraysAndJsonObjects() {
        insertSamples();
        run(session -> session.createNativeQuery(
                        "update samples set tags = :tags, doc = cast(cast(:doc as text) as jsonb) where id = :id")
                .setParameter("tags", new String[] {"x", "y"})
                .setParameter("doc", "{\"y\": 2}")
                .setParameter("id", ids[0])
                .executeUpdate());
        String stored = run(session -> session.createNativeQuery(
                        "select cast(array_to_json(tags) as text) || jsonb_typeof(doc) from samples where id = :id",
                        String.class)
                .setParameter("id", ids[0])
                .getSingleResult());
        assertThat(stored).isEqualTo("[\"x\",\"y\"]object");
    }
}
