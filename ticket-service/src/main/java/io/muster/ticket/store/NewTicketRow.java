package io.muster.ticket.store;

import io.muster.contracts.ticket.Player;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketDetails;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.AbstractQuery;

/** A new ticket as a row of {@code tickets}: it waits, in its first version. */
record NewTicketRow(UUID id, TicketDetails details, String content) {

    /** Inserts rows of parameters on a condition. */
    static final String INSERT_IF = """
            insert into tickets (id, namespace, queue, author, player_ids, content, created_at, expires_at, version,
                returns, changed_at, status, lease_seconds, lease_until)
            select n.id, n.namespace, n.queue, n.author, string_to_array(n.player_ids, chr(10)), n.content,
                to_timestamp(n.created_at / float8 '1000'), to_timestamp(n.expires_at / float8 '1000'), 1, 0,
                to_timestamp(n.created_at / float8 '1000'), 'WAITING', n.lease_seconds,
                to_timestamp(n.created_at / float8 '1000') + n.lease_seconds * interval '1 second'
            from unnest(cast(:newIds as uuid[]), cast(:newNamespaces as text[]), cast(:newQueues as text[]),
                cast(:newAuthors as text[]), cast(:newPlayers as text[]), cast(:newContents as text[]),
                cast(:newCreated as bigint[]), cast(:newExpiries as bigint[]), cast(:newLeases as int[]))
                as n(id, namespace, queue, author, player_ids, content, created_at, expires_at, lease_seconds)
            where %s
            """;

    static NewTicketRow of(Ticket ticket, ContentJson codec) {
        return new NewTicketRow(
                UUID.fromString(ticket.id()),
                ticket.details(),
                codec.write(ticket.details().content()));
    }

    /** Sets the parameters of {@link #INSERT_IF}. */
    static void bind(AbstractQuery insert, List<NewTicketRow> rows) {
        insert.setParameter("newIds", Columns.of(rows, NewTicketRow::id, UUID[]::new))
                .setParameter(
                        "newNamespaces", Columns.of(rows, row -> row.details().namespace(), String[]::new))
                .setParameter("newQueues", Columns.of(rows, row -> row.details().queue(), String[]::new))
                .setParameter(
                        "newAuthors", Columns.of(rows, row -> row.details().author(), String[]::new))
                .setParameter("newPlayers", Columns.of(rows, NewTicketRow::playerIds, String[]::new))
                .setParameter("newContents", Columns.of(rows, NewTicketRow::content, String[]::new))
                .setParameter(
                        "newCreated",
                        Columns.of(rows, row -> row.details().createdAt().toEpochMilli(), Long[]::new))
                .setParameter(
                        "newExpiries",
                        Columns.of(rows, row -> row.details().expiresAt().toEpochMilli(), Long[]::new))
                .setParameter("newLeases", Columns.of(rows, NewTicketRow::leaseSeconds, Integer[]::new));
    }

    private String playerIds() {
        return details.content().players().stream().map(Player::id).collect(Collectors.joining("\n"));
    }

    private Integer leaseSeconds() {
        Duration lease = details.lease();
        return lease == null ? null : Math.toIntExact(lease.toSeconds());
    }
}
