package io.muster.ticket.store;

import io.muster.contracts.ticket.Player;
import io.muster.ticket.lifecycle.Ticket;
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
record ActivePlayerRow(String namespace, String queue, String playerId, UUID ticketId) {

    /** Rows of parameters, as {@code s(namespace, queue, player_id, ticket_id)}. */
    static final String SQL = """
            unnest(cast(:namespaces as text[]), cast(:queues as text[]), cast(:players as text[]),
                cast(:tickets as uuid[])) as s(namespace, queue, player_id, ticket_id)
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
                        ticket.details().namespace(), ticket.details().queue(), player.id(), id));
            }
        }
        seats.sort(ORDER);
        return seats;
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
                .setParameter("tickets", Columns.of(rows, ActivePlayerRow::ticketId, UUID[]::new));
        return query;
    }
}
