package io.muster.bench.engine;

import io.muster.match.engine.Found;
import io.muster.match.engine.RuleSet;
import io.muster.match.engine.WaitingTicket;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How good the matches of a run are: how long players waited, in milliseconds, and how the rules were kept. */
final class Quality {

    private final Histogram waits = new Histogram(3);
    private double scores;
    private long matches;
    private long players;

    void add(Found match, long now, RuleSet rules) {
        matches++;
        scores += match.score();
        for (WaitingTicket ticket : match.tickets()) {
            players += ticket.players();
            waits.recordValue(Math.max(0, now - ticket.createdAtMillis()));
        }
        if (match.players() > rules.definition().maxPlayers()) {
            throw new IllegalStateException("a match of " + match.players() + " players");
        }
    }

    void put(Map<String, Object> figures) {
        figures.put("matches", matches);
        figures.put("players", players);
        figures.put("waitMillisP50", waits.getValueAtPercentile(50));
        figures.put("waitMillisP95", waits.getValueAtPercentile(95));
        figures.put("waitMillisP99", waits.getValueAtPercentile(99));
        figures.put("meanScore", matches == 0 ? 0 : Math.round(scores / matches * 1_000) / 1_000.0);
    }
}
