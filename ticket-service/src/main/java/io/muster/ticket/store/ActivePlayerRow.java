package io.muster.ticket.store;

import io.muster.contracts.ticket.Player;
import io.muster.ticket.lifecycle.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.AbstractQuery;

/**
 * A player who is on an active ticket as a row of {@code active_players}.
 *
 * <p>Statements on that table look rows up one by one ({@code offset 0} keeps the planner from making a join of it), and
 * delete by place. Their plans are kept, and a join planned while few players waited would read the table from end to
 * end. A row never moves, and only a transaction that has locked the ticket deletes it.
 */
record ActivePlayerRow(String namespace, String queue, String playerId, UUID ticketId, Instant expiresAt) {

    /** Rows of parameters, as {@code s(namespace, queue, player_id, ticket_id, expires_at)}. */
    static final String SQL = """
            unnest(cast(:namespaces as text[]), cast(:queues as text[]), cast(:players as text[]),
                cast(:tickets as uuid[]), cast(:expiries as bigint[]))
                as s(namespace, queue, player_id, ticket_id, expires_at)
            """;

    /** Inserts the rows {@code s} that are named after it. */
    static final String INSERT = """
            insert into active_players (namespace, queue, player_id, ticket_id, expires_at)
            select s.namespace, s.queue, s.player_id, s.ticket_id, to_timestamp(s.expires_at / float8 '1000') from
            """;

    /** The row that holds the player of a seat {@code s}. */
    static final String HELD = """
            (select p.ctid, p.player_id, p.ticket_id from active_players p
             where p.namespace = s.namespace and p.queue = s.queue and p.player_id = s.player_id offset 0)
            """;

    private static final Comparator<ActivePlayerRow> ORDER = Comparator.comparing(ActivePlayerRow::namespace)
            .thenComparing(ActivePlayerRow::queue)
            .thenComparing(ActivePlayerRow::playerId);

    /** Sorted, because two transactions that insert the same players in another order would wait for one another. */
    static List<ActivePlayerRow> of(List<Ticket> tickets) {
        List<ActivePlayerRow> seats = new ArrayList<>(tickets.size());
        for (Ticket ticket : tickets) {
            UUID id = UUID.fromString(ticket.id());
            for (Player player : ticket.details().content().players()) {
                seats.add(new ActivePlayerRow(
                        ticket.details().namespace(),
                        ticket.details().queue(),
                        player.id(),
                        id,
                        ticket.details().expiresAt()));
            }
        }
        seats.sort(ORDER);
        return seats;
    }

    /** Players {@code a} of waiting tickets {@code w}, one row each. */
    static String waiting(String ofTicket) {
        return """
                active_players a cross join lateral (
                    select from tickets w where w.id = a.ticket_id and w.status = 'WAITING' and %s offset 0) w
                """.formatted(ofTicket);
    }

    /** SQL that lets go the players of tickets that are locked. */
    static String release(String tickets) {
        return """
                delete from active_players where ctid = any(array(
                    select a.ctid from %s t cross join lateral (
                        select p.ctid from active_players p
                        where p.namespace = t.namespace and p.queue = t.queue and p.player_id = any(t.player_ids)
                          and p.ticket_id = t.id offset 0) a))
                """.formatted(tickets);
    }

    /** Sets the parameters of {@link #SQL}. */
    static <Q extends AbstractQuery> Q bind(Q query, List<ActivePlayerRow> rows) {
        query.setParameter("namespaces", Columns.of(rows, ActivePlayerRow::namespace, String[]::new))
                .setParameter("queues", Columns.of(rows, ActivePlayerRow::queue, String[]::new))
                .setParameter("players", Columns.of(rows, ActivePlayerRow::playerId, String[]::new))
                .setParameter("tickets", Columns.of(rows, ActivePlayerRow::ticketId, UUID[]::new))
                .setParameter(
                        "expiries", Columns.of(rows, row -> row.expiresAt().toEpochMilli(), Long[]::new));
        return query;
    }
}
