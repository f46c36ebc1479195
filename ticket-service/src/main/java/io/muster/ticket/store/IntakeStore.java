package io.muster.ticket.store;

import io.muster.contracts.ticket.Player;
import io.muster.ticket.lifecycle.Ticket;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Inserts new tickets, many per statement. Methods take part in the caller's transaction. */
@ApplicationScoped
public class IntakeStore {

    private static final String RESERVE_PLAYERS = """
            insert into active_players (namespace, queue, player_id, ticket_id)
            select p.namespace, p.queue, p.player_id, p.ticket_id
            from unnest(cast(?1 as text[]), cast(?2 as text[]), cast(?3 as text[]), cast(?4 as uuid[]))
                as p(namespace, queue, player_id, ticket_id)
            on conflict do nothing
            returning ticket_id
            """;

    private static final String HOLDERS = """
            select p.ticket_id, a.player_id, a.ticket_id
            from unnest(cast(?1 as text[]), cast(?2 as text[]), cast(?3 as text[]), cast(?4 as uuid[]))
                as p(namespace, queue, player_id, ticket_id)
            join active_players a
              on a.namespace = p.namespace and a.queue = p.queue and a.player_id = p.player_id
            where a.ticket_id <> p.ticket_id
            """;

    private static final String RELEASE_PLAYERS = """
            delete from active_players a
            using unnest(cast(?1 as text[]), cast(?2 as text[]), cast(?3 as text[]), cast(?4 as uuid[]))
                as p(namespace, queue, player_id, ticket_id)
            where a.namespace = p.namespace and a.queue = p.queue and a.player_id = p.player_id
              and a.ticket_id = p.ticket_id
            """;

    private static final String INSERT = """
            insert into tickets (id, namespace, queue, author, player_ids, content, created_at, expires_at, version,
                returns, changed_at, status, lease_seconds, lease_until)
            select n.id, n.namespace, n.queue, n.author, string_to_array(n.player_ids, chr(10)), n.content,
                to_timestamp(n.created_at / 1000.0), to_timestamp(n.expires_at / 1000.0), 1, 0,
                to_timestamp(n.created_at / 1000.0), 'WAITING', n.lease_seconds,
                to_timestamp(n.created_at / 1000.0) + n.lease_seconds * interval '1 second'
            from unnest(cast(?1 as uuid[]), cast(?2 as text[]), cast(?3 as text[]), cast(?4 as text[]),
                cast(?5 as text[]), cast(?6 as text[]), cast(?7 as bigint[]), cast(?8 as bigint[]),
                cast(?9 as int[]))
                as n(id, namespace, queue, author, player_ids, content, created_at, expires_at, lease_seconds)
            """;

    private final ContentJson codec;

    public IntakeStore(ContentJson codec) {
        this.codec = codec;
    }

    /** A player who is on another ticket of the queue already. */
    public record Holder(String playerId, String ticketId) {}

    /**
     * Puts the players of the tickets down as active. No player may be on two of the tickets.
     *
     * @return ids of the tickets that have all of their players; the others must be {@linkplain #release released}
     */
    public Uni<List<String>> reservePlayers(StatelessSession session, List<Ticket> tickets) {
        List<Seat> seats = seats(tickets);
        return bind(session.createNativeQuery(RESERVE_PLAYERS, UUID.class), seats)
                .getResultList()
                .map(reserved -> complete(tickets, seats.size(), reserved));
    }

    /** Which of the tickets' players are on another ticket, by ticket. */
    public Uni<Map<String, Holder>> holders(StatelessSession session, List<Ticket> tickets) {
        return bind(session.createNativeQuery(HOLDERS, Object[].class), seats(tickets))
                .getResultList()
                .map(rows -> {
                    Map<String, Holder> holders = new HashMap<>();
                    rows.forEach(row -> holders.put(row[0].toString(), new Holder((String) row[1], row[2].toString())));
                    return holders;
                });
    }

    /** Lets go the players that were put down for the tickets. */
    public Uni<Void> release(StatelessSession session, List<Ticket> tickets) {
        List<Seat> seats = seats(tickets);
        return session.createNativeQuery(RELEASE_PLAYERS)
                .setParameter(1, column(seats, Seat::namespace))
                .setParameter(2, column(seats, Seat::queue))
                .setParameter(3, column(seats, Seat::playerId))
                .setParameter(4, seats.stream().map(Seat::ticketId).toArray(UUID[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Stores new tickets whose players are reserved. */
    public Uni<Void> insert(StatelessSession session, List<Ticket> tickets) {
        return session.createNativeQuery(INSERT)
                .setParameter(1, tickets.stream().map(IntakeStore::uuid).toArray(UUID[]::new))
                .setParameter(2, column(tickets, ticket -> ticket.details().namespace()))
                .setParameter(3, column(tickets, ticket -> ticket.details().queue()))
                .setParameter(4, column(tickets, ticket -> ticket.details().author()))
                .setParameter(5, column(tickets, IntakeStore::playerIds))
                .setParameter(
                        6,
                        column(tickets, ticket -> codec.write(ticket.details().content())))
                .setParameter(
                        7,
                        tickets.stream()
                                .map(ticket -> ticket.details().createdAt().toEpochMilli())
                                .toArray(Long[]::new))
                .setParameter(
                        8,
                        tickets.stream()
                                .map(ticket -> ticket.details().expiresAt().toEpochMilli())
                                .toArray(Long[]::new))
                .setParameter(9, tickets.stream().map(IntakeStore::leaseSeconds).toArray(Integer[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }

    private record Seat(String namespace, String queue, String playerId, UUID ticketId) {}

    /** Sorted, because two transactions that insert the same players in another order would wait for one another. */
    private static List<Seat> seats(List<Ticket> tickets) {
        List<Seat> seats = new ArrayList<>(tickets.size());
        for (Ticket ticket : tickets) {
            for (Player player : ticket.details().content().players()) {
                seats.add(
                        new Seat(ticket.details().namespace(), ticket.details().queue(), player.id(), uuid(ticket)));
            }
        }
        seats.sort(
                Comparator.comparing(Seat::namespace).thenComparing(Seat::queue).thenComparing(Seat::playerId));
        return seats;
    }

    private static List<String> complete(List<Ticket> tickets, int seats, List<UUID> reserved) {
        if (reserved.size() == seats) {
            return tickets.stream().map(Ticket::id).toList();
        }
        Map<UUID, Long> counts =
                reserved.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return tickets.stream()
                .filter(ticket -> Objects.equals(counts.get(uuid(ticket)), (long)
                        ticket.details().content().players().size()))
                .map(Ticket::id)
                .toList();
    }

    private static String playerIds(Ticket ticket) {
        return ticket.details().content().players().stream().map(Player::id).collect(Collectors.joining("\n"));
    }

    private static Integer leaseSeconds(Ticket ticket) {
        Duration lease = ticket.details().lease();
        return lease == null ? null : Math.toIntExact(lease.toSeconds());
    }

    private static UUID uuid(Ticket ticket) {
        return UUID.fromString(ticket.id());
    }

    private static <T> String[] column(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static <R> org.hibernate.reactive.mutiny.Mutiny.SelectionQuery<R> bind(
            org.hibernate.reactive.mutiny.Mutiny.SelectionQuery<R> query, List<Seat> seats) {
        return query.setParameter(1, column(seats, Seat::namespace))
                .setParameter(2, column(seats, Seat::queue))
                .setParameter(3, column(seats, Seat::playerId))
                .setParameter(4, seats.stream().map(Seat::ticketId).toArray(UUID[]::new));
    }
}
