package io.muster.backfill.request;

import io.muster.contracts.ticket.QosResult;
import java.util.List;
import java.util.Map;

/** Who plays where, as it stands in the properties of a backfill ticket. */
record MatchPropertiesBody(List<TeamBody> teams, List<PlayerBody> players) {

    /** {@code teamName} is the instance's name, such as {@code red0}. */
    record TeamBody(String teamName, String teamDefinitionName, List<String> playerIds) {}

    /** The beta calls {@code customData} {@code data}. */
    record PlayerBody(
            String id, Map<String, Object> customData, Map<String, Object> data, List<QosResult> qosResults) {}
}
