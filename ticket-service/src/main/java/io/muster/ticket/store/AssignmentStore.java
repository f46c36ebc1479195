package io.muster.ticket.store;

import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketCommand.Assign;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Assigns claimed tickets and lets their players go, in one statement. It is a short form of locking, deciding and saving
 * for the case that almost always holds; what it leaves alone takes that way.
 */
@ApplicationScoped
public class AssignmentStore {

    /** Locks in the order of ids, as every other statement does, before it changes the first one. */
    private static final String ASSIGN = """
            with held as materialized (
                select t.id, t.version, t.changed_at, n.session_id, n.connection, n.assigned_at
                from unnest(cast(?1 as uuid[]), cast(?2 as text[]), cast(?3 as text[]), cast(?4 as text[]),
                        cast(?5 as bigint[])) as n(id, match_id, session_id, connection, assigned_at)
                join tickets t on t.id = n.id
                where t.id = any(cast(?1 as uuid[])) and t.status = 'CLAIMED' and t.match_id = n.match_id
                order by t.id for update of t
            ), assigned as (
                update tickets t set version = h.version + 1, status = 'ASSIGNED', session_id = h.session_id,
                    connection = h.connection, changed_at = to_timestamp(h.assigned_at / float8 '1000'), lease_until = null
                from held h where t.id = h.id and t.id = any(cast(?1 as uuid[]))
                returning t.id, t.namespace, t.queue, t.author, t.player_ids, t.created_at, t.expires_at,
                    t.lease_seconds, h.version, t.returns, h.changed_at, t.proposal_id, t.match_id, t.claimed_at
            ), released as (
                %s
            )
            select id, namespace, queue, author, cast(null as text), created_at, expires_at, lease_seconds, version,
                returns, changed_at, proposal_id, match_id, claimed_at
            from assigned
            """.formatted(ActivePlayerRow.release("assigned"));

    /**
     * Assigns the tickets that are claimed for the match of their command.
     *
     * @param commands by ticket id
     * @return the tickets it assigned, as they were before, without their content
     */
    public Uni<Map<String, Ticket>> assign(StatelessSession session, Map<String, Assign> commands) {
        List<Row> rows = rows(commands);
        if (rows.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createNativeQuery(ASSIGN, Object[].class)
                .setParameter(1, Columns.of(rows, Row::id, UUID[]::new))
                .setParameter(2, Columns.of(rows, row -> row.command().matchId(), String[]::new))
                .setParameter(3, Columns.of(rows, row -> row.command().sessionId(), String[]::new))
                .setParameter(4, Columns.of(rows, row -> row.command().connection(), String[]::new))
                .setParameter(5, Columns.of(rows, row -> row.command().at().toEpochMilli(), Long[]::new))
                .getResultList()
                .map(AssignmentStore::byId);
    }

    private record Row(UUID id, Assign command) {}

    private static List<Row> rows(Map<String, Assign> commands) {
        List<Row> rows = new ArrayList<>(commands.size());
        for (Map.Entry<String, Assign> command : commands.entrySet()) {
            Optional<UUID> id = TicketIds.parse(command.getKey());
            id.ifPresent(known -> rows.add(new Row(known, command.getValue())));
        }
        return rows;
    }

    private static Map<String, Ticket> byId(List<Object[]> rows) {
        Map<String, Ticket> tickets = HashMap.newHashMap(rows.size());
        for (Object[] row : rows) {
            Ticket ticket = TicketRow.readClaimed(row);
            tickets.put(ticket.id(), ticket);
        }
        return tickets;
    }
}
