package io.muster.bench.engine;

import io.muster.match.engine.Found;
import io.muster.match.engine.Found.FoundTeam;
import io.muster.match.engine.RuleSet;
import io.muster.match.engine.WaitingTicket;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How good the matches of a run are. Waits are in milliseconds; spread is the distance between the best and the worst player
 * of a match, team gap that between the averages of its best and its worst team, both in points of skill; ping is in
 * milliseconds to the region that was chosen. Tickets carry their {@link Traits}.
 */
final class Quality {

    /** The tails: beyond two deviations of {@link Scenario}'s skills. */
    private static final double TAIL = 700;

    private static final double MEAN = 1_500;

    private final Histogram waits = new Histogram(3);
    private final Histogram tailWaits = new Histogram(3);
    private final Histogram spreads = new Histogram(3);
    private final Histogram gaps = new Histogram(3);
    private final Histogram pings = new Histogram(3);
    private double scores;
    private double closeness;
    private long matches;
    private long players;

    void add(Found match, long now, RuleSet rules) {
        if (match.players() > rules.definition().maxPlayers()) {
            throw new IllegalStateException("a match of " + match.players() + " players");
        }
        matches++;
        scores += match.score();
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        double weakest = Double.POSITIVE_INFINITY;
        double strongest = Double.NEGATIVE_INFINITY;
        for (FoundTeam team : match.teams()) {
            double sum = 0;
            int size = 0;
            for (WaitingTicket ticket : team.tickets()) {
                Traits traits = (Traits) ticket.attachment();
                waited(ticket, traits, now);
                lowest = Math.min(lowest, traits.lowest());
                highest = Math.max(highest, traits.highest());
                sum += traits.sum();
                size += ticket.players();
                if (match.region() != null) {
                    pings.recordValue(Math.round(traits.latencies().get(match.region())));
                }
            }
            weakest = Math.min(weakest, sum / size);
            strongest = Math.max(strongest, sum / size);
        }
        spreads.recordValue(Math.round(highest - lowest));
        gaps.recordValue(Math.round(strongest - weakest));
        closeness += highest - lowest;
    }

    private void waited(WaitingTicket ticket, Traits traits, long now) {
        long wait = Math.max(0, now - ticket.createdAtMillis());
        players += ticket.players();
        waits.recordValue(wait);
        if (Math.abs(traits.sum() / ticket.players() - MEAN) > TAIL) {
            tailWaits.recordValue(wait);
        }
    }

    long matches() {
        return matches;
    }

    /** Sum over all matches of how much closer they are than they need to be. */
    double value(double tolerance) {
        return matches * tolerance - closeness;
    }

    void put(Map<String, Object> figures) {
        figures.put("matches", matches);
        figures.put("players", players);
        put(figures, "waitMillis", waits);
        put(figures, "tailWaitMillis", tailWaits);
        put(figures, "spread", spreads);
        put(figures, "teamGap", gaps);
        put(figures, "pingMillis", pings);
        figures.put("meanScore", matches == 0 ? 0 : Math.round(scores / matches * 1_000) / 1_000.0);
    }

    private static void put(Map<String, Object> figures, String name, Histogram values) {
        if (values.getTotalCount() > 0) {
            figures.put(name + "P50", values.getValueAtPercentile(50));
            figures.put(name + "P95", values.getValueAtPercentile(95));
            figures.put(name + "P99", values.getValueAtPercentile(99));
        }
    }
}
