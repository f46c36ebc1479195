package io.muster.ticket.store;

import io.muster.contracts.ticket.Player;
import io.muster.ticket.lifecycle.Ticket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.AbstractQuery;

/** The players of tickets as rows of {@code active_players}. */
record Seats(List<Seat> rows) {

    /** Rows of parameters, as {@code s(namespace, queue, player_id, ticket_id)}. */
    static final String SQL = """
            unnest(cast(:namespaces as text[]), cast(:queues as text[]), cast(:players as text[]),
                cast(:tickets as uuid[])) as s(namespace, queue, player_id, ticket_id)
            """;

    private static final Comparator<Seat> ORDER =
            Comparator.comparing(Seat::namespace).thenComparing(Seat::queue).thenComparing(Seat::playerId);

    private record Seat(String namespace, String queue, String playerId, UUID ticketId) {}

    /** Sorted, because two transactions that insert the same players in another order would wait for one another. */
    static Seats of(List<Ticket> tickets) {
        List<Seat> seats = new ArrayList<>(tickets.size());
        for (Ticket ticket : tickets) {
            UUID id = UUID.fromString(ticket.id());
            for (Player player : ticket.details().content().players()) {
                seats.add(
                        new Seat(ticket.details().namespace(), ticket.details().queue(), player.id(), id));
            }
        }
        seats.sort(ORDER);
        return new Seats(seats);
    }

    int count() {
        return rows.size();
    }

    /** Sets the parameters of {@link #SQL}. */
    <Q extends AbstractQuery> Q bind(Q query) {
        query.setParameter("namespaces", Columns.of(rows, Seat::namespace, String[]::new))
                .setParameter("queues", Columns.of(rows, Seat::queue, String[]::new))
                .setParameter("players", Columns.of(rows, Seat::playerId, String[]::new))
                .setParameter("tickets", Columns.of(rows, Seat::ticketId, UUID[]::new));
        return query;
    }
}
