package io.muster.match.pool;

import io.muster.contracts.Pool;
import io.muster.contracts.match.BackfillRef;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.Team;
import io.muster.contracts.match.TicketRef;
import io.muster.match.config.QueueRules;
import io.muster.match.engine.Found;
import io.muster.match.engine.OpenSeats;
import io.muster.match.engine.RuleSet;
import io.muster.match.engine.TicketData;
import io.muster.match.engine.TicketId;
import io.muster.match.engine.WaitingTicket;
import io.muster.match.function.Matcher;
import io.muster.runtime.id.DerivedIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The waiting tickets and open backfills of one queue, and the proposals made of them.
 *
 * <p>Proposals are never trusted: a proposed ticket leaves the pool, and comes back as soon as an event says something else
 * about any ticket of the proposal than that the proposal claimed it, or when the proposal counts as lost, see {@link PendingProposals}.
 * While many are not answered no more are made: the tickets may as well wait here, where they find better company and can
 * still be cancelled without a conflict. Backfills follow the same thought: after a proposal for one version nothing is proposed until the next version is seen.
 *
 * <p>Plain state without clock or thread of its own; one thread calls all methods.
 */
public final class QueuePool {

    private final Pool pool;
    private final TicketTable tickets = new TicketTable();
    private final Map<String, PoolBackfill> backfills = new HashMap<>();
    private final PendingProposals pending = new PendingProposals();

    private QueueRules rules;
    private Matcher[] matchers = {};
    private RuleSet[] compiled = {};
    private final Matchers matching;
    private final int maxUnanswered;

    /** Which matcher has the first turn, so that none takes all the room that there is. */
    private int turn;

    /** A queue that is matched by the rules of its config only, however many proposals are not answered. */
    public QueuePool(Pool pool) {
        this(pool, Matchers.BY_RULES, Integer.MAX_VALUE);
    }

    /**
     * A queue without tickets.
     *
     * @param maxUnanswered with so many proposals that are not answered no more are made
     */
    QueuePool(Pool pool, Matchers matching, int maxUnanswered) {
        this.pool = pool;
        this.matching = matching;
        this.maxUnanswered = maxUnanswered;
    }

    /**
     * Matches by these rules from now on.
     *
     * @param next rules, or null when the config is gone: nothing is matched until there is one again
     */
    public void configure(QueueRules next, long now) {
        rules = next;
        int pools = next == null ? 0 : next.pools();
        matchers = new Matcher[pools];
        compiled = new RuleSet[pools];
        for (int i = 0; i < pools; i++) {
            compiled[i] = next.compile(i);
            matchers[i] = matching.create(new Matchers.Setting(pool, next.config(), i, compiled[i]), now);
        }
        for (PoolTicket ticket : tickets) {
            ticket.pool = -1;
            ticket.waiting = null;
            if (ticket.proposal == null) {
                enter(ticket);
            }
        }
        backfills.values().forEach(this::offer);
    }

    /**
     * A ticket waits in this version.
     *
     * @param source the same again, for when the rules change
     */
    public void ticketWaits(TicketData data, TicketSource source) {
        TicketId id = TicketId.of(data.id());
        PoolTicket known = tickets.get(id);
        if (known != null
                && (data.version() < known.version || (data.version() == known.version && known.proposal == null))) {
            return;
        }
        if (known != null && data.version() == known.version) {
            pending.heard();
        }
        leave(known);
        PoolTicket ticket = new PoolTicket(id, data.version(), source);
        tickets.put(ticket);
        enter(ticket, data);
    }

    /** A ticket was claimed for a proposal, ours or another's. */
    public void ticketClaimed(String id, long version, String proposalId) {
        PoolTicket known = tickets.get(TicketId.of(id));
        if (known == null || version < known.version) {
            return;
        }
        pending.heard();
        PendingProposal proposal = known.proposal;
        if (proposal == null || !proposal.id.equals(proposalId)) {
            leave(known);
            tickets.remove(known.id);
            return;
        }
        pending.answered(proposal);
        tickets.remove(known.id);
        known.proposal = null;
        if (--proposal.unclaimed == 0) {
            pending.remove(proposal);
        }
    }

    /** A ticket needs no match any longer. */
    public void ticketEnded(String id, long version) {
        PoolTicket known = tickets.get(TicketId.of(id));
        if (known != null && version >= known.version) {
            leave(known);
            tickets.remove(known.id);
        }
    }

    /**
     * A backfill is in this version.
     *
     * @param seats what is open, or null when nothing is to be proposed: closed, full, or a proposal is on its way
     */
    public void backfillChanged(String id, long version, OpenSeats seats) {
        PoolBackfill known = backfills.get(id);
        if (known != null && version <= known.version()) {
            return;
        }
        for (Matcher matcher : matchers) {
            matcher.close(id);
        }
        PoolBackfill changed = new PoolBackfill(id, version, seats);
        backfills.put(id, changed);
        offer(changed);
    }

    /** A backfill is closed for good. */
    public void backfillClosed(String id) {
        backfills.remove(id);
        for (Matcher matcher : matchers) {
            matcher.close(id);
        }
    }

    /**
     * Makes proposals of what has become possible.
     *
     * @param now Unix milliseconds, never less than before
     */
    public List<MatchProposed> run(long now) {
        pending.giveUp(now).forEach(lost -> doom(lost, null));
        List<MatchProposed> proposals = new ArrayList<>();
        for (int i = 0; i < matchers.length && room() > 0; i++) {
            int number = (turn + i) % matchers.length;
            matchers[number].run(now, room(), found -> proposals.add(propose(found, number, now)));
        }
        turn = matchers.length == 0 ? 0 : (turn + 1) % matchers.length;
        return proposals;
    }

    /** When {@link #run} is to be called next although nothing arrives, or {@link Long#MAX_VALUE}. */
    public long nextMillis() {
        long next = pending.nextMillis();
        if (room() <= 0) {
            return next; // an answer makes room, and arrives
        }
        for (Matcher matcher : matchers) {
            next = Math.min(next, matcher.nextMillis());
        }
        return next;
    }

    /**
     * A ticket with its company, to be explained elsewhere.
     *
     * @param limit most tickets of the company; in a larger pool most are the nearest, and some any of the rest
     */
    Optional<PoolExcerpt> excerpt(String ticketId, int limit) {
        PoolTicket ticket = tickets.get(TicketId.of(ticketId));
        if (ticket == null) {
            return Optional.empty();
        }
        boolean proposed = ticket.proposal != null;
        Set<PoolTicket> company = proposed || ticket.waiting == null ? Set.of() : company(ticket, limit);
        return Optional.of(new PoolExcerpt(
                ticketId,
                ticket.source,
                proposed,
                rules,
                ticket.pool,
                company.stream().map(other -> other.source).toList(),
                tickets.size()));
    }

    private Set<PoolTicket> company(PoolTicket ticket, int limit) {
        Set<PoolTicket> company = new LinkedHashSet<>();
        matchers[ticket.pool]
                .nearest(ticket.waiting, limit - limit / 4)
                .forEach(near -> company.add((PoolTicket) near.attachment()));
        for (PoolTicket other : tickets) {
            if (company.size() >= limit) {
                break;
            }
            if (other != ticket && other.pool == ticket.pool && other.proposal == null) {
                company.add(other);
            }
        }
        return company;
    }

    /** The trace of a proposal that was just made: that of its first ticket, because an event is in one only. */
    String traceparentOf(MatchProposed proposal) {
        PoolTicket first = tickets.get(TicketId.of(proposal.tickets().getFirst().ticketId()));
        return first == null ? null : first.source.traceparent();
    }

    /** Tickets that wait or are proposed. */
    public int size() {
        return tickets.size();
    }

    /** Proposals without an answer. */
    public int proposed() {
        return pending.size();
    }

    /** Holds nothing, so that it can be forgotten. */
    public boolean isEmpty() {
        return tickets.size() == 0 && backfills.isEmpty();
    }

    private int room() {
        return maxUnanswered - pending.size();
    }

    private void enter(PoolTicket ticket) {
        if (rules != null) {
            enter(ticket, ticket.source.load().data());
        }
    }

    private void enter(PoolTicket ticket, TicketData data) {
        if (rules == null) {
            return;
        }
        OptionalInt number = rules.poolOf(data);
        if (number.isPresent()) {
            ticket.pool = number.getAsInt();
            ticket.waiting = compiled[ticket.pool].admit(data, ticket.id);
            ticket.waiting.attach(ticket);
            matchers[ticket.pool].add(ticket.waiting);
        }
    }

    private void leave(PoolTicket ticket) {
        if (ticket == null) {
            return;
        }
        if (ticket.proposal != null) {
            doom(ticket.proposal, ticket);
        } else if (ticket.waiting != null) {
            matchers[ticket.pool].remove(ticket.waiting);
        }
        ticket.waiting = null;
        ticket.pool = -1;
    }

    /** The proposal can no longer be claimed: the others wait again. */
    private void doom(PendingProposal proposal, PoolTicket cause) {
        pending.remove(proposal);
        for (PoolTicket ticket : proposal.tickets) {
            if (ticket.proposal == proposal) {
                ticket.proposal = null;
                if (ticket != cause) {
                    returnToPool(ticket);
                }
            }
        }
        PoolBackfill backfill = proposal.backfillId == null ? null : backfills.get(proposal.backfillId);
        if (backfill != null) {
            offer(backfill);
        }
    }

    private void returnToPool(PoolTicket ticket) {
        if (ticket.waiting == null) {
            enter(ticket); // the config has changed meanwhile
        } else {
            matchers[ticket.pool].add(ticket.waiting);
        }
    }

    private void offer(PoolBackfill backfill) {
        if (backfill.seats() == null || pending.fills(backfill.id())) {
            return;
        }
        for (Matcher matcher : matchers) {
            matcher.open(backfill.seats());
        }
    }

    private MatchProposed propose(Found found, int number, long now) {
        List<PoolTicket> members = found.tickets().stream()
                .map(ticket -> (PoolTicket) ticket.attachment())
                .toList();
        OpenSeats seats = found.backfill();
        String id = proposalId(members, seats);
        PendingProposal proposal = pending.add(id, members, seats == null ? null : seats.id(), now);
        members.forEach(ticket -> ticket.proposal = proposal);
        if (seats != null) {
            closeElsewhere(seats.id(), number);
        }
        return new MatchProposed(
                pool.namespace(),
                id,
                pool.queue(),
                members.stream()
                        .map(ticket -> new TicketRef(ticket.id.toString(), ticket.version))
                        .toList(),
                found.teams().stream().map(QueuePool::team).toList(),
                found.region(),
                found.score(),
                rules.settings(number),
                seats == null ? null : new BackfillRef(seats.id(), seats.version(), (String) seats.attachment()),
                Instant.ofEpochMilli(now));
    }

    private void closeElsewhere(String backfillId, int number) {
        for (int i = 0; i < matchers.length; i++) {
            if (i != number) {
                matchers[i].close(backfillId);
            }
        }
    }

    private static Team team(Found.FoundTeam team) {
        return new Team(
                team.name(),
                team.definition(),
                team.tickets().stream().map(WaitingTicket::id).toList());
    }

    /** The same group in the same versions is always the same proposal. */
    private static String proposalId(List<PoolTicket> members, OpenSeats seats) {
        StringBuilder cause = new StringBuilder();
        members.stream()
                .map(ticket -> ticket.id.toString() + ':' + ticket.version)
                .sorted()
                .forEach(ticket -> cause.append(ticket).append(' '));
        if (seats != null) {
            cause.append(seats.id()).append(':').append(seats.version());
        }
        return DerivedIds.ordered(cause.toString(), "proposal");
    }
}
