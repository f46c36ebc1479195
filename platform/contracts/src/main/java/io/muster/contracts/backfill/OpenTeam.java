package io.muster.contracts.backfill;

import java.util.List;

/**
 * A team of a running session as backfill sees it.
 *
 * @param seats most players it takes
 * @param playerIds players in it now
 */
public record OpenTeam(String name, String definition, int seats, List<String> playerIds) {

    public OpenTeam {
        playerIds = List.copyOf(playerIds);
    }
}
