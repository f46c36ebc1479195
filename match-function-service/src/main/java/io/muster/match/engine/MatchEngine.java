package io.muster.match.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The pool of one match definition: holds waiting tickets and open seats, and finds matches among them.
 *
 * <p>Work is done for what changed: a ticket that arrived, or one for which a relaxation fell due. Any match that has
 * become possible contains such a ticket, so the others need not be looked at again.
 *
 * <p>Not thread-safe: one thread calls all methods. Deterministic.
 */
public final class MatchEngine {

    private static final Comparator<WaitingTicket> OLDEST_FIRST = Comparator.<WaitingTicket>comparingLong(
                    ticket -> ticket.createdAtMillis)
            .thenComparingLong(ticket -> ticket.sequence);

    /** Open matches that are looked at for one ticket; those that have asked longest come first. */
    private static final int MAX_SEATS_TRIED = 512;

    /** So many new tickets at once are worth a plan for all of them. */
    private static final int MANY = 128;

    /** First pause before a ticket is looked at again for which the search gave up; doubles every time. */
    private static final long RETRY_MILLIS = 250;

    private static final int MOST_DOUBLINGS = 6;

    private final RuleSet rules;
    private final CompanySearch company;
    private final Map<Object, SkillIndex> buckets = new HashMap<>();
    private final Map<String, Seated> seats = new LinkedHashMap<>();
    private final List<WaitingTicket> marked = new ArrayList<>();
    private final List<Seated> markedSeats = new ArrayList<>();
    private final DueWheel wheel;
    private final Elders elders;
    private final IntervalPlanner planner;
    private ArrivalDensity density;
    private Comparator<WaitingTicket> order = OLDEST_FIRST;
    private long sequence;
    private int waiting;
    private int players;
    private long oldestMillis = Long.MAX_VALUE;

    /** Matches that are still wanted in the current run. */
    private int wanted;

    /**
     * Creates an empty pool.
     *
     * @param startMillis a time not after that of any later call
     */
    public MatchEngine(RuleSet rules, Effort effort, long startMillis) {
        this.rules = rules;
        this.elders = new Elders(rules);
        this.company = new CompanySearch(rules, effort, elders);
        this.planner = new IntervalPlanner(rules);
        this.wheel = new DueWheel(startMillis);
    }

    /** An empty live pool, which adapts to arrivals if its definition asks for it. */
    public static MatchEngine live(RuleSet rules, long startMillis) {
        MatchEngine engine = new MatchEngine(rules, Effort.LIVE, startMillis);
        engine.adaptToArrivals();
        return engine;
    }

    /** Counts ranges as fully relaxed from now on. */
    void backfilling(boolean relaxed) {
        company.backfilling(relaxed);
    }

    /** Lets tickets look for company in another order than by age. */
    void order(Comparator<WaitingTicket> other) {
        order = other;
    }

    /** Lets new matches wait for closer company where many arrive, if the definition asks for it. For live pools. */
    public void adaptToArrivals() {
        if (rules.definition().adaptation() != null && rules.leading() != null) {
            density = new ArrivalDensity(rules.definition().adaptation(), rules.maxPlayers());
            company.adaptTo(density);
        }
    }

    /** Whether a waiting ticket would find a match at some time; changes nothing. */
    boolean wouldMatch(WaitingTicket ticket, long at) {
        return ticket.indexed && company.matches(ticket, indexOf(ticket), at, oldestMillis);
    }

    /** Waiting tickets that rules about equality do not keep apart from a ticket, the nearest first; at most so many. */
    public List<WaitingTicket> nearest(WaitingTicket ticket, int limit) {
        List<WaitingTicket> nearest = new ArrayList<>();
        if (!ticket.indexed) {
            return nearest;
        }
        SkillIndex.Cursor cursor = indexOf(ticket).cursor();
        cursor.start(ticket.key);
        for (WaitingTicket next = cursor.next(Double.POSITIVE_INFINITY);
                next != null && nearest.size() < limit;
                next = cursor.next(Double.POSITIVE_INFINITY)) {
            if (next != ticket) {
                nearest.add(next);
            }
        }
        return nearest;
    }

    /** Takes a ticket in; {@link #run} looks at it next time. */
    public void add(WaitingTicket ticket) {
        Object bucket = rules.bucketOf(ticket);
        ticket.sequence = sequence++;
        waiting++;
        players += ticket.players;
        oldestMillis = Math.min(oldestMillis, ticket.createdAtMillis);
        if (bucket.equals(RuleSet.NO_BUCKET)) {
            return; // it waits for its end; nobody could ever play with it
        }
        buckets.computeIfAbsent(bucket, b -> new SkillIndex(b.hashCode())).add(ticket);
        if (density != null) {
            density.arrived(ticket.key, ticket.createdAtMillis);
        }
        mark(ticket);
        scheduleNext(ticket, ticket.createdAtMillis);
        if (wheel.isSoon(ticket)) {
            growOld(ticket);
        }
    }

    /** Lets a ticket go that waits in this pool. */
    public void remove(WaitingTicket ticket) {
        wheel.cancel(ticket);
        if (ticket.indexed) {
            Object bucket = rules.bucketOf(ticket);
            SkillIndex index = buckets.get(bucket);
            elders.exclude(ticket, index);
            index.remove(ticket);
            if (index.size() == 0) {
                buckets.remove(bucket);
            }
        }
        players -= ticket.players;
        if (--waiting == 0) {
            oldestMillis = Long.MAX_VALUE;
        }
    }

    /** A running match asks for players. Replaces what is known of the same id; not kept when the rules do not fit it. */
    public void open(OpenSeats open) {
        close(open.id());
        Seated.of(open, rules).filter(seated -> seated.openSeats() > 0).ifPresent(seated -> {
            seats.put(open.id(), seated);
            markedSeats.add(seated);
            scheduleNext(seated.clock, open.createdAtMillis());
        });
    }

    /** A running match asks no longer. */
    public void close(String id) {
        Seated known = seats.remove(id);
        if (known != null) {
            wheel.cancel(known.clock);
        }
    }

    /** Finds all that has become possible, as {@link #run(long, int, Consumer)}. */
    public void run(long now, Consumer<Found> matches) {
        run(now, Integer.MAX_VALUE, matches);
    }

    /**
     * Finds what has become possible. Tickets of a match leave the pool, and so do the seats that were filled; the owner
     * gives them back when nothing comes of it.
     *
     * @param now Unix milliseconds; never less than in an earlier call
     * @param most matches to find; what else is possible is found by later runs
     * @param matches is told every match at once
     */
    public void run(long now, int most, Consumer<Found> matches) {
        wanted = most;
        if (wheel.advance(now, due -> markDue(due, now))) {
            wheel.approaching(this::growOld);
            elders.completeUntil(wheel.nextTickMillis());
        }
        fillSeats(now, matches);
        if (planner.applies()
                && seats.isEmpty()
                && marked.size() >= MANY
                && 2 * marked.size() >= waiting
                && players / rules.smallestPlayers() <= wanted) {
            planMany(now, matches);
        }
        lookAround(now, matches);
    }

    private void fillSeats(long now, Consumer<Found> matches) {
        int looked = 0;
        for (; looked < markedSeats.size() && wanted > 0; looked++) {
            Seated seated = markedSeats.get(looked);
            if (seats.get(seated.seats().id()) == seated) {
                fill(seated, now, matches);
            }
        }
        markedSeats.subList(0, looked).clear();
    }

    private void lookAround(long now, Consumer<Found> matches) {
        marked.sort(order);
        int looked = 0;
        for (; looked < marked.size() && wanted > 0; looked++) {
            WaitingTicket ticket = marked.get(looked);
            ticket.marked = false;
            if (ticket.indexed && !joinRunning(ticket, now, matches)) {
                startMatch(ticket, now, matches);
            }
        }
        marked.subList(0, looked).clear();
    }

    /** When {@link #run} is to be called next although nothing arrives, or {@link Long#MAX_VALUE}. */
    public long nextMillis() {
        return wheel.nextMillis();
    }

    /** Tickets in the pool. */
    public int waiting() {
        return waiting;
    }

    /** Open matches that ask for players. */
    public int openMatches() {
        return seats.size();
    }

    private void mark(WaitingTicket ticket) {
        if (!ticket.marked) {
            ticket.marked = true;
            marked.add(ticket);
        }
    }

    private void markDue(WaitingTicket due, long now) {
        scheduleNext(due, now);
        if (due.attachment() instanceof Seated seated) {
            markedSeats.add(seated);
        } else {
            growOld(due);
            mark(due);
        }
    }

    /** Counts a ticket as old that is so before the next tick. */
    private void growOld(WaitingTicket ticket) {
        if (ticket.indexed && rules.nextThresholdMillis(0) <= wheel.nextTickMillis() - ticket.createdAtMillis) {
            elders.include(ticket, indexOf(ticket));
        }
    }

    private void scheduleNext(WaitingTicket ticket, long now) {
        long threshold = rules.nextThresholdMillis(ticket.age(now));
        if (threshold >= 0) {
            wheel.schedule(ticket, ticket.createdAtMillis + threshold);
        } else if (rules.averages()) {
            // The mean age of a group crosses a threshold later than its oldest ticket: look again, ever more rarely.
            wheel.schedule(ticket, now + Math.max(RETRY_MILLIS, (now - ticket.createdAtMillis) / 8));
        }
    }

    /** Most of the pool is new: the best set of matches comes first, and what is left looks around one by one. */
    private void planMany(long now, Consumer<Found> matches) {
        for (SkillIndex index : List.copyOf(buckets.values())) {
            WaitingTicket[] sorted = new WaitingTicket[index.size()];
            int[] count = {0};
            index.forEach(ticket -> {
                if (ticket.players == 1) {
                    sorted[count[0]++] = ticket;
                }
            });
            planner.plan(sorted, count[0], now, (group, region) -> {
                Found found = company.describe(group, region, now);
                for (Found.FoundTeam team : found.teams()) {
                    team.tickets().forEach(ticket -> forget(ticket, index));
                }
                tell(found, matches);
            });
            index.compact();
        }
        buckets.values().removeIf(index -> index.size() == 0);
        marked.removeIf(MatchEngine::unmarkWhenGone);
    }

    private static boolean unmarkWhenGone(WaitingTicket ticket) {
        ticket.marked &= ticket.indexed;
        return !ticket.indexed;
    }

    /** As {@link #remove}, but leaves the index to be compacted. */
    private void forget(WaitingTicket ticket, SkillIndex index) {
        wheel.cancel(ticket);
        elders.exclude(ticket, index);
        ticket.indexed = false;
        players -= ticket.players;
        if (--waiting == 0) {
            oldestMillis = Long.MAX_VALUE;
        }
    }

    private boolean joinRunning(WaitingTicket ticket, long now, Consumer<Found> matches) {
        int tried = 0;
        for (Seated seated : seats.values()) {
            if (tried++ == MAX_SEATS_TRIED) {
                return false;
            }
            if (seated.openSeats() >= ticket.players
                    && company.joins(ticket, seated, indexOf(ticket), now, oldestMillis)) {
                take(company.found(seated, now), matches);
                return true;
            }
        }
        return false;
    }

    private void fill(Seated seated, long now, Consumer<Found> matches) {
        WaitingTicket member = seated.anyMember();
        if (member != null) {
            SkillIndex index = buckets.get(rules.bucketOf(member));
            if (index != null && company.fills(seated, index, now, oldestMillis)) {
                take(company.found(seated, now), matches);
            }
            return;
        }
        for (SkillIndex index : List.copyOf(buckets.values())) {
            if (company.fills(seated, index, now, oldestMillis)) {
                take(company.found(seated, now), matches);
                return;
            }
        }
    }

    private void startMatch(WaitingTicket ticket, long now, Consumer<Found> matches) {
        if (players < rules.smallestPlayers()) {
            return;
        }
        if (company.matches(ticket, indexOf(ticket), now, oldestMillis)) {
            take(company.found(null, now), matches);
        } else if (company.gaveUp()) {
            wheel.scheduleNoLater(ticket, now + (RETRY_MILLIS << ticket.unfinished));
            ticket.unfinished = (byte) Math.min(MOST_DOUBLINGS, ticket.unfinished + 1);
        } else if (company.heldBack()) {
            // What density asks for loosens all the time: a look now and then, ever more rarely, is enough.
            wheel.scheduleNoLater(ticket, now + density.pauseMillis(ticket.age(now)));
        }
    }

    private SkillIndex indexOf(WaitingTicket ticket) {
        return buckets.get(rules.bucketOf(ticket));
    }

    private void take(Found found, Consumer<Found> matches) {
        for (Found.FoundTeam team : found.teams()) {
            team.tickets().forEach(this::remove);
        }
        if (found.backfill() != null) {
            close(found.backfill().id());
        }
        tell(found, matches);
    }

    private void tell(Found found, Consumer<Found> matches) {
        wanted--;
        matches.accept(found);
    }
}
