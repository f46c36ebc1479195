package io.muster.ticket.store;

import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.TicketRef;
import io.muster.ticket.lifecycle.MatchIds;
import io.muster.ticket.lifecycle.Ticket;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Claims waiting tickets in one statement. It is a short form of locking, deciding and saving for the case that almost
 * always holds; what it leaves alone takes that way.
 */
@ApplicationScoped
public class ClaimStore {

    /**
     * Locks in the order of ids, as every other statement does, before it counts what is left of each proposal. It looks
     * for ids alone: were the status a condition of the join, a planner that believes that few tickets wait would read the
     * index of all waiting tickets for each.
     */
    private static final String CLAIM = """
            with held as materialized (
                select t.id, t.version, t.changed_at, t.reason, n.proposal, n.size, n.proposal_id, n.match_id,
                    t.status = 'WAITING' and t.version = n.version and t.namespace = n.namespace
                        and t.queue = n.queue as free
                from unnest(cast(?1 as uuid[]), cast(?2 as bigint[]), cast(?3 as text[]), cast(?4 as text[]),
                        cast(?5 as int[]), cast(?6 as int[]), cast(?7 as text[]), cast(?8 as text[]))
                    as n(id, version, namespace, queue, proposal, size, proposal_id, match_id)
                join tickets t on t.id = n.id
                where t.id = any(cast(?1 as uuid[]))
                order by t.id for update of t
            )
            update tickets t set version = c.version + 1, changed_at = ?9, status = 'CLAIMED', reason = null,
                proposal_id = c.proposal_id, match_id = c.match_id, claimed_at = ?9
            from (select h.*, count(*) filter (where h.free) over (partition by h.proposal) as found from held h) c
            where t.id = c.id and t.id = any(cast(?1 as uuid[])) and c.found = c.size
            returning t.id, t.namespace, t.queue, t.author, t.content, t.created_at, t.expires_at, t.lease_seconds,
                c.version, t.returns, c.changed_at, c.reason
            """;

    private final ContentJson codec;

    public ClaimStore(ContentJson codec) {
        this.codec = codec;
    }

    /**
     * Claims the tickets of each proposal that wait in the wanted version and pool, if those are all that it names.
     *
     * @param proposals none names a ticket of another
     * @return the tickets it claimed, as they were before
     */
    public Uni<Map<String, Ticket>> claim(StatelessSession session, List<MatchProposed> proposals, Instant now) {
        List<Row> rows = rows(proposals);
        if (rows.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createNativeQuery(CLAIM, Object[].class)
                .setParameter(1, Columns.of(rows, Row::id, UUID[]::new))
                .setParameter(2, Columns.of(rows, Row::version, Long[]::new))
                .setParameter(3, Columns.of(rows, row -> row.proposal().namespace(), String[]::new))
                .setParameter(4, Columns.of(rows, row -> row.proposal().queue(), String[]::new))
                .setParameter(5, Columns.of(rows, Row::number, Integer[]::new))
                .setParameter(
                        6, Columns.of(rows, row -> row.proposal().tickets().size(), Integer[]::new))
                .setParameter(7, Columns.of(rows, row -> row.proposal().proposalId(), String[]::new))
                .setParameter(8, Columns.of(rows, Row::matchId, String[]::new))
                .setParameter(9, now)
                .getResultList()
                .map(this::byId);
    }

    private record Row(UUID id, long version, int number, MatchProposed proposal, String matchId) {}

    /** A proposal of a ticket that cannot exist has too few rows, and so is not claimed. */
    private static List<Row> rows(List<MatchProposed> proposals) {
        List<Row> rows = new ArrayList<>(2 * proposals.size());
        for (int number = 0; number < proposals.size(); number++) {
            MatchProposed proposal = proposals.get(number);
            String matchId = MatchIds.of(proposal.proposalId());
            for (TicketRef ref : proposal.tickets()) {
                Optional<UUID> id = TicketIds.parse(ref.ticketId());
                if (id.isPresent()) {
                    rows.add(new Row(id.get(), ref.version(), number, proposal, matchId));
                }
            }
        }
        return rows;
    }

    private Map<String, Ticket> byId(List<Object[]> rows) {
        Map<String, Ticket> tickets = HashMap.newHashMap(rows.size());
        for (Object[] row : rows) {
            Ticket ticket = TicketRow.readWaiting(row, codec::read);
            tickets.put(ticket.id(), ticket);
        }
        return tickets;
    }
}
