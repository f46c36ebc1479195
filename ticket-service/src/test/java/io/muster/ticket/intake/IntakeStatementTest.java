package io.muster.ticket.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.outbox.Outbox;
import io.muster.testing.MusterInfrastructure;
import io.muster.ticket.StoredTickets;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.publish.TicketAnnouncements;
import io.muster.ticket.store.IntakeStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.junit.jupiter.api.Test;

/** The statement that stores new tickets: all of a batch or nothing, whoever else stores at the same time. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class IntakeStatementTest {

    @Inject
    Database database;

    @Inject
    IntakeStore intake;

    @Inject
    Outbox outbox;

    @Inject
    StoredTickets stored;

    private final String namespace = "ns-" + UUID.randomUUID();

    @Test
    void storesTicketsAndTheirPlayers() {
        List<Ticket> tickets = List.of(ticket("p1"), ticket("p2", "p3"));

        assertThat(store(tickets)).isTrue();

        assertThat(stored.standing(tickets)).isEqualTo(StoredTickets.standings(tickets));
        assertThat(tickets).allMatch(stored::isActive);
    }

    @Test
    void storesNothingWhenOnePlayerOfBatchWaitsAlready() {
        store(List.of(ticket("p1")));
        List<Ticket> batch = List.of(ticket("p4"), ticket("p1", "p2"), ticket("p3"));

        assertThat(store(batch)).isFalse();

        assertThat(stored.standing(batch)).isEmpty();
        assertThat(batch).noneMatch(stored::isActive);
    }

    @Test
    void storesNothingWhenThePlayerIsTakenAfterTheLook() {
        Ticket late = ticket("p1");
        Uni<Boolean> answer = storing(List.of(late)).memoize().indefinitely();

        database.inTransaction(session -> intake.reservePlayers(session, List.of(ticket("p1")))
                        .invoke(() -> answer.subscribe().with(_ -> {}, _ -> {}))
                        .call(() -> untilSomebodyWaits(session)))
                .await()
                .atMost(Duration.ofSeconds(60));

        assertThat(answer.await().atMost(Duration.ofSeconds(60))).isFalse();
        assertThat(stored.isActive(late)).isFalse();
    }

    @Test
    void storesOneOfManyBatchesWithTheSamePlayerAtOnce() {
        List<List<Ticket>> rivals = IntStream.range(0, 6)
                .mapToObj(i -> List.of(ticket("a" + i, "contested"), ticket("z" + i)))
                .toList();

        List<Boolean> answers = Uni.join()
                .all(rivals.stream().map(this::storing).toList())
                .andFailFast()
                .await()
                .atMost(Duration.ofSeconds(60));

        assertThat(answers).containsOnlyOnce(true);
        Stream<Ticket> winners = IntStream.range(0, rivals.size())
                .filter(answers::get)
                .mapToObj(rivals::get)
                .flatMap(List::stream);
        List<Ticket> all = rivals.stream().flatMap(List::stream).toList();
        assertThat(stored.standing(all)).isEqualTo(StoredTickets.standings(winners.toList()));
    }

    @Test
    void storesBatchesWithPlayersInAnyOrderAtOnce() {
        List<String> players = IntStream.range(0, 40).mapToObj(i -> "p" + i).toList();
        List<Ticket> up = players.stream().map(this::ticket).toList();
        List<Ticket> down = players.reversed().stream().map(this::ticket).toList();

        List<Boolean> answers =
                Uni.join().all(storing(up), storing(down)).andFailFast().await().atMost(Duration.ofSeconds(60));

        assertThat(answers).containsExactlyInAnyOrder(true, false);
    }

    private static Uni<Long> untilSomebodyWaits(StatelessSession session) {
        return Uni.createFrom()
                .deferred(() -> session.createNativeQuery("select count(*) from pg_locks where not granted", Long.class)
                        .getSingleResult())
                .repeat()
                .whilst(waiting -> waiting == 0)
                .collect()
                .last();
    }

    private boolean store(List<Ticket> tickets) {
        return storing(tickets).await().atMost(Duration.ofSeconds(60));
    }

    private Uni<Boolean> storing(List<Ticket> tickets) {
        List<Outgoing<?>> events = tickets.stream()
                .<Outgoing<?>>map(ticket -> TicketAnnouncements.of(ticket.lastEvent(), null))
                .toList();
        return database.inOneStatement(session -> intake.storeAll(session, tickets, outbox.first(events)))
                .map(eventIds -> !eventIds.isEmpty());
    }

    private Ticket ticket(String... playerIds) {
        return StoredTickets.fresh(namespace, "duel", playerIds);
    }
}
