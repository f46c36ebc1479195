package io.muster.contracts.ticket;

import java.util.List;
import java.util.Map;

/**
 * One player of a ticket, as the ticket's author described him.
 *
 * @param customData plain JSON values, never null
 * @param qosResults measurements to regions, never null
 */
public record Player(String id, Map<String, Object> customData, List<QosResult> qosResults) {

    public Player {
        customData = customData == null ? Map.of() : customData;
        qosResults = qosResults == null ? List.of() : List.copyOf(qosResults);
    }
}
