package io.muster.bench.engine;

import io.muster.match.engine.Effort;
import io.muster.match.engine.Found;
import io.muster.match.engine.MatchEngine;
import io.muster.match.engine.RuleSet;
import io.muster.match.engine.TicketData;
import io.muster.match.engine.WaitingTicket;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** Runs scenarios. Times are processor times of the one thread, so that a busy machine does not spoil them. */
final class EngineRun {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long seed;

    EngineRun(long seed) {
        this.seed = seed;
    }

    /**
     * What a run gave.
     *
     * @param figures by name, as they go into the report
     * @param ticketsPerSecond tickets per second of processor time
     * @param nanos processor time of each arrival; empty for a bulk run
     */
    record Outcome(Map<String, Object> figures, double ticketsPerSecond, Histogram nanos) {}

    /** A pool that holds so many tickets and may match them all at once, as after a restart. */
    Outcome bulk(Scenario scenario, int tickets) {
        RuleSet rules = new RuleSet(scenario.definition(), null);
        Random random = new Random(seed);
        List<WaitingTicket> admitted = new ArrayList<>(tickets);
        for (int i = 0; i < tickets; i++) {
            admitted.add(admit(rules, scenario.ticket(random, i, Scenario.START - random.nextInt(1_000))));
        }
        MatchEngine engine = new MatchEngine(rules, Effort.LIVE, Scenario.START);
        Quality quality = new Quality();
        List<Found> found = new ArrayList<>(tickets / 2);
        long start = cpu();
        admitted.forEach(engine::add);
        long added = cpu();
        engine.run(Scenario.START, found::add);
        long end = cpu();
        found.forEach(match -> quality.add(match, Scenario.START, rules));
        Map<String, Object> figures = figures(scenario.name() + ", all at once", tickets);
        figures.put("addMillis", millis(added - start));
        figures.put("matchMillis", millis(end - added));
        figures.put("leftWaiting", engine.waiting());
        quality.put(figures);
        return outcome(figures, tickets, end - start, new Histogram(3));
    }

    /** Tickets that arrive one by one at Poisson times; the pool finds its own size. */
    Outcome arrivals(Scenario scenario, int tickets, double ratePerSecond) {
        RuleSet rules = new RuleSet(scenario.definition(), null);
        Random random = new Random(seed);
        MatchEngine engine = new MatchEngine(rules, Effort.LIVE, Scenario.START);
        engine.adaptToArrivals();
        Quality quality = new Quality();
        Histogram nanos = new Histogram(3);
        double seconds = 0;
        long spent = 0;
        for (int i = 0; i < tickets; i++) {
            seconds -= Math.log(1 - random.nextDouble()) / ratePerSecond;
            long now = Scenario.START + Math.round(seconds * 1_000);
            WaitingTicket ticket = admit(rules, scenario.ticket(random, i, now));
            List<Found> found = new ArrayList<>();
            long start = cpu();
            engine.add(ticket);
            engine.run(now, found::add);
            long took = cpu() - start;
            spent += took;
            nanos.recordValue(took);
            found.forEach(match -> quality.add(match, now, rules));
        }
        Map<String, Object> figures = figures(scenario.name() + ", arriving", tickets);
        figures.put("arrivalsPerSecond", ratePerSecond);
        figures.put("leftWaiting", engine.waiting());
        quality.put(figures);
        return outcome(figures, tickets, spent, nanos);
    }

    /**
     * How much of the best possible is made of a pool whose tickets come one after the other, each matched as soon as it can
     * be, and of the same pool when all of them are there: the value of a match is how much closer it is than it must be.
     */
    Map<String, Object> gap(Scenario scenario, int tickets) {
        RuleSet rules = new RuleSet(scenario.definition(), null);
        Random random = new Random(seed);
        List<TicketData> pool = new ArrayList<>(tickets);
        double[] skills = new double[tickets];
        for (int i = 0; i < tickets; i++) {
            pool.add(scenario.ticket(random, i, Scenario.START));
            skills[i] = Traits.of(pool.get(i)).sum();
        }
        Quality planned = new Quality();
        Quality oneByOne = new Quality();
        MatchEngine whole = new MatchEngine(rules, Effort.LIVE, Scenario.START);
        MatchEngine single = new MatchEngine(rules, Effort.LIVE, Scenario.START);
        for (TicketData ticket : pool) {
            whole.add(admit(rules, ticket));
            single.add(admit(rules, ticket));
            single.run(Scenario.START, match -> oneByOne.add(match, Scenario.START, rules));
        }
        whole.run(Scenario.START, match -> planned.add(match, Scenario.START, rules));
        double best = Optimum.of(skills, rules.definition().maxPlayers(), scenario.tolerance());
        Map<String, Object> figures = figures(scenario.name() + ", against the optimum", tickets);
        figures.put("gapPercentAllAtOnce", percent(1 - planned.value(scenario.tolerance()) / best));
        figures.put("gapPercentOneByOne", percent(1 - oneByOne.value(scenario.tolerance()) / best));
        figures.put("matches", planned.matches());
        figures.put("matchesOneByOne", oneByOne.matches());
        return figures;
    }

    private static double percent(double share) {
        return Math.round(share * 10_000) / 100.0;
    }

    private static WaitingTicket admit(RuleSet rules, TicketData data) {
        WaitingTicket ticket = rules.admit(data);
        ticket.attach(Traits.of(data));
        return ticket;
    }

    /**
     * One arrival at a time into a pool of so many tickets, none of which can play with another: every second arrival finds
     * a match, whose place is filled again.
     */
    Outcome intoPool(int waiting, int arrivals) {
        Scenario sparse = new Scenario("1v1, into " + waiting + " waiting", 2, 1, false, false, 0.5);
        RuleSet rules = new RuleSet(sparse.definition(), null);
        MatchEngine engine = new MatchEngine(rules, Effort.LIVE, Scenario.START);
        for (int i = 0; i < waiting; i++) {
            engine.add(rules.admit(solo("w" + i, i)));
        }
        engine.run(Scenario.START, found -> {});
        Random random = new Random(seed);
        Histogram nanos = new Histogram(3);
        long spent = 0;
        for (int i = 0; i < arrivals; i++) {
            int beside = random.nextInt(waiting);
            WaitingTicket ticket = rules.admit(solo("a" + i, beside + (i % 2 == 0 ? 0.45 : 0.75)));
            List<Found> found = new ArrayList<>(1);
            long start = cpu();
            engine.add(ticket);
            engine.run(Scenario.START, found::add);
            long took = cpu() - start;
            spent += took;
            nanos.recordValue(took);
            if (found.isEmpty()) {
                engine.remove(ticket);
            } else {
                engine.add(rules.admit(solo("w" + beside + "-" + i, beside)));
                engine.run(Scenario.START, again -> {});
            }
        }
        return outcome(figures(sparse.name(), arrivals), arrivals, spent, nanos);
    }

    /** Bytes of heap per waiting solo ticket, its id included. */
    static long bytesPerTicket(int tickets) {
        RuleSet rules = new RuleSet(Scenario.DUEL.definition(), null);
        Random random = new Random(1);
        long before = usedHeap();
        MatchEngine engine = new MatchEngine(rules, Effort.LIVE, Scenario.START);
        WaitingTicket[] kept = new WaitingTicket[tickets];
        try {
            for (int i = 0; i < tickets; i++) {
                kept[i] = rules.admit(Scenario.DUEL.ticket(random, i, Scenario.START));
                engine.add(kept[i]);
            }
            return (usedHeap() - before) / tickets;
        } finally {
            Reference.reachabilityFence(kept);
            Reference.reachabilityFence(engine);
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static TicketData solo(String id, double skill) {
        return new TicketData(
                id,
                1,
                Scenario.START,
                Map.of(),
                Map.of(),
                List.of(new TicketData.PlayerData("p", Map.of("skill", skill), List.of())));
    }

    private static Map<String, Object> figures(String name, int tickets) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("scenario", name);
        figures.put("tickets", tickets);
        return figures;
    }

    private static Outcome outcome(Map<String, Object> figures, int tickets, long spentNanos, Histogram nanos) {
        double perSecond = tickets / (spentNanos / 1e9);
        figures.put("ticketsPerCpuSecond", Math.round(perSecond));
        if (nanos.getTotalCount() > 0) {
            figures.put("arrivalMicrosP50", nanos.getValueAtPercentile(50) / 1e3);
            figures.put("arrivalMicrosP99", nanos.getValueAtPercentile(99) / 1e3);
            figures.put("arrivalMicrosP999", nanos.getValueAtPercentile(99.9) / 1e3);
        }
        return new Outcome(figures, perSecond, nanos);
    }

    private static long cpu() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e5) / 10.0;
    }
}
