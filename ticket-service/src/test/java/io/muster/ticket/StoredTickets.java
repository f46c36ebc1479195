package io.muster.ticket;

import io.muster.contracts.ticket.Player;
import io.muster.runtime.db.Database;
import io.muster.ticket.lifecycle.Decision;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketCommand;
import io.muster.ticket.lifecycle.TicketContent;
import io.muster.ticket.lifecycle.TicketDetails;
import io.muster.ticket.lifecycle.TicketLifecycle;
import io.muster.ticket.lifecycle.TicketState;
import io.muster.ticket.store.IntakeStore;
import io.muster.ticket.store.TicketStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Puts tickets into the database as a history of commands leaves them, and reads them again. */
@ApplicationScoped
public class StoredTickets {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Database database;
    private final IntakeStore intake;
    private final TicketStore store;
    private final TicketLifecycle lifecycle;

    StoredTickets(Database database, IntakeStore intake, TicketStore store, TicketLifecycle lifecycle) {
        this.database = database;
        this.intake = intake;
        this.store = store;
        this.lifecycle = lifecycle;
    }

    /** What of a ticket changes. */
    public record Standing(long version, int returns, Instant changedAt, TicketState state) {

        public static Standing of(Ticket ticket) {
            return new Standing(ticket.version(), ticket.returns(), ticket.changedAt(), ticket.state());
        }
    }

    /** A ticket of one player that waits for an hour. */
    public Ticket waiting(String namespace, String queue) {
        Ticket ticket = fresh(namespace, queue, "player-" + UUID.randomUUID());
        inTransaction(session ->
                intake.reservePlayers(session, List.of(ticket)).chain(() -> intake.insert(session, List.of(ticket))));
        return ticket;
    }

    /** A ticket that is not stored, and waits for an hour. */
    public static Ticket fresh(String namespace, String queue, String... playerIds) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Player> players = Arrays.stream(playerIds)
                .map(player -> new Player(player, Map.of("skill", 1500), List.of()))
                .toList();
        TicketContent content = TicketContent.of(Map.of("mode", 1), Map.of(), players);
        return Ticket.create(new TicketDetails(
                namespace,
                UUID.randomUUID().toString(),
                queue,
                playerIds[0],
                content,
                now,
                now.plusSeconds(3600),
                null));
    }

    /** The ticket after the commands, in the database too. */
    public Ticket after(Ticket ticket, TicketCommand... commands) {
        Ticket latest = ticket;
        for (TicketCommand command : commands) {
            Decision.Changed changed = (Decision.Changed) lifecycle.decide(latest, command);
            Ticket next = latest.apply(changed.event());
            inTransaction(session -> store.save(session, List.of(next)));
            latest = next;
        }
        return latest;
    }

    /** How the tickets stand in the database, by id. */
    public Map<String, Standing> standing(Collection<Ticket> tickets) {
        List<String> ids = tickets.stream().map(Ticket::id).toList();
        return standings(database.read(session -> store.find(session, ids))
                .await()
                .atMost(LONGEST)
                .values());
    }

    /** Whether the player of the ticket is held by it, so that no other ticket of the queue can have him. */
    public boolean isActive(Ticket ticket) {
        return database.read(session -> session.createNativeQuery(
                                        "select count(*) from active_players where ticket_id = ?1", Long.class)
                                .setParameter(1, UUID.fromString(ticket.id()))
                                .getSingleResult())
                        .await()
                        .atMost(LONGEST)
                > 0;
    }

    /** How tickets stand, by id; the last one counts. */
    public static Map<String, Standing> standings(Collection<Ticket> tickets) {
        return tickets.stream().collect(Collectors.toMap(Ticket::id, Standing::of, (_, last) -> last, TreeMap::new));
    }

    private <T> void inTransaction(Function<StatelessSession, Uni<T>> work) {
        database.inTransaction(work).await().atMost(LONGEST);
    }
}
