package io.muster.match.engine;

import io.muster.match.engine.TicketData.Measurement;
import io.muster.match.engine.TicketData.PlayerData;
import java.util.Arrays;
import java.util.List;

/** Reads what players measured to regions. */
final class Measurements {

    private Measurements() {}

    /** Fills the ticket's measurements and the set of regions that all of its players know. */
    static void read(TicketData data, WaitingTicket into, Regions regions, String defaultRegion) {
        int width = data.players().size();
        for (int player = 0; player < width; player++) {
            List<Measurement> measured = measured(data.players().get(player), defaultRegion);
            if (measured.isEmpty()) {
                continue;
            }
            long known = 0;
            for (Measurement measurement : measured) {
                int region = regions.numberOf(measurement.region());
                if (region != Regions.NONE) {
                    known |= 1L << region;
                    put(into, width, player, region, measurement);
                }
            }
            into.regions &= known;
        }
    }

    /** A player without measurements plays in the default region, as if he were next to it. */
    private static List<Measurement> measured(PlayerData player, String defaultRegion) {
        if (!player.qos().isEmpty() || defaultRegion == null) {
            return player.qos();
        }
        return List.of(new Measurement(defaultRegion, 0, 0));
    }

    private static void put(WaitingTicket into, int width, int player, int region, Measurement measurement) {
        int at = (region * width + player) * 2;
        int needed = (region + 1) * width * 2;
        if (into.qos == null || into.qos.length < needed) {
            int before = into.qos == null ? 0 : into.qos.length;
            into.qos = into.qos == null ? new double[needed] : Arrays.copyOf(into.qos, needed);
            Arrays.fill(into.qos, before, needed, Double.NaN);
        }
        into.qos[at] = measurement.packetLoss();
        into.qos[at + 1] = measurement.latency();
    }
}
