package io.muster.ticket.store;

import io.muster.contracts.Pool;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketContent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Tickets in PostgreSQL, many per statement. Rows are locked in the order of their ids, or skipped when locked, so that
 * no two transactions wait for one another. Methods take part in the caller's transaction.
 */
@ApplicationScoped
public class TicketStore {

    private static final String LOCK =
            "select " + TicketRow.COLUMNS + " from tickets where id = any(cast(?1 as uuid[])) order by id for update";

    private static final String FIND = "select " + TicketRow.COLUMNS.replace("content", "null")
            + " from tickets where id = any(cast(?1 as uuid[]))";

    private static final String LOCK_OVERDUE = lockWaiting("w.expires_at <= ?1", """
            a.expires_at <= ?1 order by a.expires_at limit ?2""");

    private static final String LOCK_LAPSED = "select " + TicketRow.COLUMNS.replace("content", "null")
            + " from tickets where status = 'WAITING' and lease_until <= ?1"
            + " order by lease_until limit ?2 for update skip locked";

    private static final String LOCK_WAITING =
            lockWaiting("w.created_at <= ?3", "a.namespace = ?1 and a.queue = ?2 limit ?4");

    private static final String UPDATE = """
            update tickets t set version = c.version, returns = c.returns,
                changed_at = to_timestamp(c.changed_at / float8 '1000'), status = c.status, reason = c.reason,
                message = c.message, proposal_id = c.proposal_id, match_id = c.match_id,
                claimed_at = to_timestamp(c.claimed_at / float8 '1000'), session_id = c.session_id,
                connection = c.connection, cancelled_by = c.cancelled_by,
                lease_until = case when c.status in ('WAITING', 'CLAIMED') then t.lease_until end
            from unnest(cast(?1 as uuid[]), cast(?2 as bigint[]), cast(?3 as int[]), cast(?4 as bigint[]),
                cast(?5 as text[]), cast(?6 as text[]), cast(?7 as text[]), cast(?8 as text[]),
                cast(?9 as text[]), cast(?10 as bigint[]), cast(?11 as text[]), cast(?12 as text[]),
                cast(?13 as text[]))
                as c(id, version, returns, changed_at, status, reason, message, proposal_id, match_id, claimed_at,
                    session_id, connection, cancelled_by)
            where t.id = c.id and t.version = c.version - 1 and t.id = any(cast(?1 as uuid[]))
            """;

    private static final String RELEASE_PLAYERS =
            ActivePlayerRow.release("(select * from tickets where id = any(cast(?1 as uuid[])))");

    private static final String COUNT_WAITING = "select a.namespace, a.queue, count(distinct a.ticket_id) from "
            + ActivePlayerRow.waiting("true") + " group by a.namespace, a.queue";

    /** Ids are in order of creation, which is before the end. */
    private static final String PURGE = """
            with purged as (
                delete from tickets where id = any(array(
                    select id from tickets
                    where id > ?1 and id < ?2 and status in ('ASSIGNED', 'CANCELLED', 'EXPIRED', 'FAILED')
                        and changed_at < ?3
                    order by id limit ?4 for update skip locked))
                returning id)
            select id from purged order by id
            """;

    private final ContentJson codec;

    public TicketStore(ContentJson codec) {
        this.codec = codec;
    }

    /** Waiting tickets are few beside the ended ones, and no index tells them apart: they are found by their players. */
    private static String lockWaiting(String ofTicket, String ofPlayer) {
        return "select " + TicketRow.COLUMNS.replace("content", "null")
                + " from tickets where status = 'WAITING' and id = any(array(select a.ticket_id from "
                + ActivePlayerRow.waiting(ofTicket) + " where " + ofPlayer + ")) for update skip locked";
    }

    /** Locks the tickets that exist and answers them by id. */
    public Uni<Map<String, Ticket>> lock(StatelessSession session, Collection<String> ticketIds) {
        UUID[] ids = TicketIds.known(ticketIds);
        if (ids.length == 0) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createNativeQuery(LOCK, Object[].class)
                .setParameter(1, ids)
                .getResultList()
                .map(rows -> byId(rows, codec::read));
    }

    /** Reads the tickets that exist, without their content. */
    public Uni<Map<String, Ticket>> find(StatelessSession session, Collection<String> ticketIds) {
        UUID[] ids = TicketIds.known(ticketIds);
        if (ids.length == 0) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter(1, ids)
                .getResultList()
                .map(rows -> byId(rows, TicketRow::nothing));
    }

    /**
     * Locks waiting tickets whose time is over, without their content; passes over those another transaction holds.
     *
     * @param limit of their players, so that fewer tickets do not mean that there are no more
     */
    public Uni<List<Ticket>> lockOverdue(StatelessSession session, Instant now, int limit) {
        return session.createNativeQuery(LOCK_OVERDUE, Object[].class)
                .setParameter(1, now)
                .setParameter(2, limit)
                .getResultList()
                .map(TicketStore::tickets);
    }

    /** Locks waiting tickets whose lease ran out, without their content; passes over those another transaction holds. */
    public Uni<List<Ticket>> lockLapsed(StatelessSession session, Instant now, int limit) {
        return session.createNativeQuery(LOCK_LAPSED, Object[].class)
                .setParameter(1, now)
                .setParameter(2, limit)
                .getResultList()
                .map(TicketStore::tickets);
    }

    /**
     * Locks tickets that have waited in a pool since a moment, without their content; passes over locked ones.
     *
     * @param limit of their players, so that fewer tickets do not mean that there are no more
     */
    public Uni<List<Ticket>> lockWaiting(StatelessSession session, Pool pool, Instant since, int limit) {
        return session.createNativeQuery(LOCK_WAITING, Object[].class)
                .setParameter(1, pool.namespace())
                .setParameter(2, pool.queue())
                .setParameter(3, since)
                .setParameter(4, limit)
                .getResultList()
                .map(TicketStore::tickets);
    }

    /**
     * Stores tickets that are locked, each one version after the stored one, and lets go the players of those that
     * ended.
     */
    public Uni<Void> save(StatelessSession session, List<Ticket> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] ended = changed.stream()
                .filter(ticket -> ticket.state().ended())
                .map(ticket -> UUID.fromString(ticket.id()))
                .toArray(UUID[]::new);
        Uni<Void> updated = update(session, changed);
        return ended.length == 0
                ? updated
                : updated.chain(() -> session.createNativeQuery(RELEASE_PLAYERS)
                        .setParameter(1, ended)
                        .executeUpdate()
                        .replaceWithVoid());
    }

    /** How many tickets wait in each pool that has any. */
    public Uni<Map<Pool, Long>> countWaiting(StatelessSession session) {
        return session.createNativeQuery(COUNT_WAITING, Object[].class)
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> new Pool((String) row[0], (String) row[1]),
                                row -> ((Number) row[2]).longValue())));
    }

    /**
     * Deletes tickets that ended before a moment, the oldest first.
     *
     * @param after only later ids are looked at: the last one that was deleted, or none
     * @return the ids of those it deleted, in their order, at most {@code limit}
     */
    public Uni<List<UUID>> purge(StatelessSession session, Optional<UUID> after, Instant endedBefore, int limit) {
        return session.createNativeQuery(PURGE, UUID.class)
                .setParameter(1, after.orElse(TicketIds.FIRST))
                .setParameter(2, TicketIds.firstOf(endedBefore))
                .setParameter(3, endedBefore)
                .setParameter(4, limit)
                .getResultList();
    }

    private static Uni<Void> update(StatelessSession session, List<Ticket> changed) {
        List<TicketRow> rows =
                changed.stream().map(ticket -> TicketRow.of(ticket.state())).toList();
        return session.createNativeQuery(UPDATE)
                .setParameter(1, Columns.of(changed, ticket -> UUID.fromString(ticket.id()), UUID[]::new))
                .setParameter(2, Columns.of(changed, Ticket::version, Long[]::new))
                .setParameter(3, Columns.of(changed, Ticket::returns, Integer[]::new))
                .setParameter(
                        4, Columns.of(changed, ticket -> ticket.changedAt().toEpochMilli(), Long[]::new))
                .setParameter(5, Columns.of(rows, TicketRow::status, String[]::new))
                .setParameter(6, Columns.of(rows, TicketRow::reason, String[]::new))
                .setParameter(7, Columns.of(rows, TicketRow::message, String[]::new))
                .setParameter(8, Columns.of(rows, TicketRow::proposalId, String[]::new))
                .setParameter(9, Columns.of(rows, TicketRow::matchId, String[]::new))
                .setParameter(10, Columns.of(rows, TicketStore::claimedMillis, Long[]::new))
                .setParameter(11, Columns.of(rows, TicketRow::sessionId, String[]::new))
                .setParameter(12, Columns.of(rows, TicketRow::connection, String[]::new))
                .setParameter(13, Columns.of(rows, TicketRow::cancelledBy, String[]::new))
                .executeUpdate()
                .invoke(count -> {
                    if (count != changed.size()) {
                        throw new IllegalStateException(
                                count + " of " + changed.size() + " tickets were in the version they were locked in");
                    }
                })
                .replaceWithVoid();
    }

    private static Long claimedMillis(TicketRow row) {
        return row.claimedAt() == null ? null : row.claimedAt().toEpochMilli();
    }

    private static Map<String, Ticket> byId(List<Object[]> rows, Function<String, TicketContent> content) {
        Map<String, Ticket> tickets = HashMap.newHashMap(rows.size());
        for (Object[] row : rows) {
            Ticket ticket = TicketRow.read(row, content);
            tickets.put(ticket.id(), ticket);
        }
        return tickets;
    }

    private static List<Ticket> tickets(List<Object[]> rows) {
        return rows.stream().map(row -> TicketRow.read(row, TicketRow::nothing)).toList();
    }
}
