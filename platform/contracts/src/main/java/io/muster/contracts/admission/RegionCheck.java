package io.muster.contracts.admission;

import io.muster.contracts.admission.Admission.Place;
import io.muster.contracts.admission.Admission.RegionNeed;
import io.muster.contracts.ticket.Player;
import io.muster.contracts.ticket.QosResult;
import java.util.List;
import java.util.Optional;

/** Looks for a region in which a party could play together. */
final class RegionCheck {

    private RegionCheck() {}

    /** Why no region will do; empty when one does, or when no rule asks for any. */
    static Optional<Refusal> refusal(Place place, List<Player> players) {
        if (place.regionNeeds().isEmpty()) {
            return Optional.empty();
        }
        RegionNeed broken = place.regionNeeds().getFirst();
        List<QosResult> measured = players.getFirst().qosResults();
        if (measured.isEmpty()) {
            return place.defaultRegion() == null
                    ? Optional.of(refusal(broken, "is missing, and the queue has no default region"))
                    : judge(place, players, place.defaultRegion());
        }
        Optional<Refusal> refusal = Optional.empty();
        for (QosResult result : measured) {
            refusal = judge(place, players, result.regionId());
            if (refusal.isEmpty()) {
                return refusal;
            }
        }
        return refusal;
    }

    private static Optional<Refusal> judge(Place place, List<Player> players, String region) {
        for (Player player : players) {
            QosResult result = resultOf(player, region);
            boolean atHome = player.qosResults().isEmpty() && region.equals(place.defaultRegion());
            if (result == null && !atHome) {
                RegionNeed need = place.regionNeeds().getFirst();
                return Optional.of(refusal(need, "has no region that all players of the party have measured"));
            }
            for (RegionNeed need : place.regionNeeds()) {
                if (!holds(need, result)) {
                    return Optional.of(refusal(need, "has no region that is good enough"));
                }
            }
        }
        return Optional.empty();
    }

    private static QosResult resultOf(Player player, String region) {
        for (QosResult result : player.qosResults()) {
            if (result.regionId().equals(region)) {
                return result;
            }
        }
        return null;
    }

    private static boolean holds(RegionNeed need, QosResult result) {
        double value = result == null ? 0 : need.latency() ? result.latency() : result.packetLoss();
        return need.strict() ? value < need.most() : value <= need.most();
    }

    private static Refusal refusal(RegionNeed need, String what) {
        return new Refusal(
                need.rule(),
                "players[0].qosResults",
                what + ": rule '" + need.rule() + "' over " + need.source() + " could never hold");
    }
}
