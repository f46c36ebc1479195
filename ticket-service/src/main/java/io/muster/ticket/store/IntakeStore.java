package io.muster.ticket.store;

import io.muster.runtime.outbox.FirstEvents;
import io.muster.runtime.outbox.Outbox;
import io.muster.ticket.lifecycle.Ticket;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny.MutationQuery;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Inserts new tickets, many per statement. Methods take part in the caller's transaction. */
@ApplicationScoped
public class IntakeStore {

    /**
     * Looks before it inserts, so that a player who waits already is no error. One who comes between is: then the primary
     * key of {@code active_players} undoes the whole statement.
     */
    private static final String STORE_ALL = """
            with seats as materialized (select s.* from %s),
            seen as materialized (
                select not exists (select from seats s cross join lateral %s a) as free
            ), reserved as (
                %s seats s
                where (select free from seen)
                order by s.namespace, s.queue, s.player_id
            ), stored as (%s), told as (%s returning id)
            select id from told order by id
            """.formatted(
                    ActivePlayerRow.SQL,
                    ActivePlayerRow.HELD,
                    ActivePlayerRow.INSERT,
                    NewTicketRow.INSERT_IF.formatted("(select free from seen)"),
                    Outbox.insertIf("(select free from seen)"));

    private static final String RESERVE_PLAYERS = """
            %s %s
            on conflict do nothing
            returning ticket_id
            """.formatted(ActivePlayerRow.INSERT, ActivePlayerRow.SQL);

    private static final String HOLDERS = """
            select s.ticket_id, a.player_id, a.ticket_id from %s cross join lateral %s a
            where a.ticket_id <> s.ticket_id
            """.formatted(ActivePlayerRow.SQL, ActivePlayerRow.HELD);

    private static final String RELEASE_PLAYERS = """
            delete from active_players where ctid = any(array(
                select a.ctid from %s cross join lateral %s a where a.ticket_id = s.ticket_id))
            """.formatted(ActivePlayerRow.SQL, ActivePlayerRow.HELD);

    private static final String INSERT = NewTicketRow.INSERT_IF.formatted("true");

    private static final String UNIQUE_VIOLATION = "23505";

    private final ContentJson codec;
    private final Outbox outbox;

    public IntakeStore(ContentJson codec, Outbox outbox) {
        this.codec = codec;
        this.outbox = outbox;
    }

    /** A player who is on another ticket of the queue already. */
    public record Holder(String playerId, String ticketId) {}

    /**
     * Stores new tickets, their players as active, and events, in one statement that needs no transaction around it. No
     * player may be on two of the tickets.
     *
     * @param events one for each ticket
     * @return ids of the events' rows; none when a player is on another ticket of the queue, then nothing is stored
     */
    public Uni<List<Long>> storeAll(StatelessSession session, List<Ticket> tickets, FirstEvents events) {
        SelectionQuery<Long> store = session.createNativeQuery(STORE_ALL, Long.class);
        ActivePlayerRow.bind(store, ActivePlayerRow.of(tickets));
        NewTicketRow.bind(store, rows(tickets));
        outbox.bind(store, events);
        return store.getResultList().onFailure(IntakeStore::isTaken).recoverWithItem(List.of());
    }

    /**
     * Puts the players of the tickets down as active. No player may be on two of the tickets.
     *
     * @return ids of the tickets that have all of their players; the others must be {@linkplain #release released}
     */
    public Uni<List<String>> reservePlayers(StatelessSession session, List<Ticket> tickets) {
        List<ActivePlayerRow> seats = ActivePlayerRow.of(tickets);
        return ActivePlayerRow.bind(session.createNativeQuery(RESERVE_PLAYERS, UUID.class), seats)
                .getResultList()
                .map(reserved -> complete(tickets, seats.size(), reserved));
    }

    /** Which of the tickets' players are on another ticket, by ticket. */
    public Uni<Map<String, Holder>> holders(StatelessSession session, List<Ticket> tickets) {
        return ActivePlayerRow.bind(session.createNativeQuery(HOLDERS, Object[].class), ActivePlayerRow.of(tickets))
                .getResultList()
                .map(rows -> {
                    Map<String, Holder> holders = new HashMap<>();
                    rows.forEach(row -> holders.put(row[0].toString(), new Holder((String) row[1], row[2].toString())));
                    return holders;
                });
    }

    /** Lets go the players that were put down for the tickets. */
    public Uni<Void> release(StatelessSession session, List<Ticket> tickets) {
        return ActivePlayerRow.bind(session.createNativeQuery(RELEASE_PLAYERS), ActivePlayerRow.of(tickets))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Stores new tickets whose players are reserved. */
    public Uni<Void> insert(StatelessSession session, List<Ticket> tickets) {
        MutationQuery insert = session.createNativeQuery(INSERT);
        NewTicketRow.bind(insert, rows(tickets));
        return insert.executeUpdate().replaceWithVoid();
    }

    private List<NewTicketRow> rows(List<Ticket> tickets) {
        return tickets.stream().map(ticket -> NewTicketRow.of(ticket, codec)).toList();
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof ConstraintViolationException violation
                && UNIQUE_VIOLATION.equals(violation.getSQLState());
    }

    private static List<String> complete(List<Ticket> tickets, int seats, List<UUID> reserved) {
        if (reserved.size() == seats) {
            return tickets.stream().map(Ticket::id).toList();
        }
        Map<UUID, Long> counts =
                reserved.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return tickets.stream()
                .filter(ticket -> Objects.equals(counts.get(UUID.fromString(ticket.id())), (long)
                        ticket.details().content().players().size()))
                .map(Ticket::id)
                .toList();
    }
}
