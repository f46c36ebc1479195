package io.muster.bench.engine;

import io.muster.match.engine.TicketData;
import io.muster.match.engine.TicketData.Measurement;
import io.muster.match.engine.TicketData.PlayerData;
import java.util.HashMap;
import java.util.Map;

/**
 * What is remembered of a ticket to judge the matches it gets into.
 *
 * @param lowest skill of its weakest player
 * @param highest skill of its strongest player
 * @param sum skills of all its players
 * @param latencies milliseconds of its first player by region; empty when nothing was measured
 */
record Traits(double lowest, double highest, double sum, Map<String, Double> latencies) {

    static Traits of(TicketData ticket) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (PlayerData player : ticket.players()) {
            double skill = ((Number) player.customData().get("skill")).doubleValue();
            lowest = Math.min(lowest, skill);
            highest = Math.max(highest, skill);
            sum += skill;
        }
        Map<String, Double> latencies =
                HashMap.newHashMap(ticket.players().getFirst().qos().size());
        for (Measurement measurement : ticket.players().getFirst().qos()) {
            latencies.put(measurement.region(), measurement.latency());
        }
        return new Traits(lowest, highest, sum, latencies.isEmpty() ? Map.of() : latencies);
    }
}
