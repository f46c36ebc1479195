package io.muster.backfill.request;

import io.muster.contracts.backfill.BackfillState;
import io.muster.contracts.backfill.OpenTeam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Published forms of the partial API. Their mixed casings are published ones. */
final class BackfillForms {

    private BackfillForms() {}

    /** A backfill ticket. */
    static Map<String, Object> ticket(String namespace, BackfillState state) {
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("Backfill", state.openSeats() > 0);
        match.put("MatchAttributes", state.attributes());
        match.put("RegionPreferences", state.region() == null ? List.of() : List.of(state.region()));
        match.put("Teams", teams(state));
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("CreatedAt", state.createdAt().toString());
        form.put("ExpireAt", state.expiresAt().toString());
        form.put("IsActive", BackfillState.OPEN.equals(state.status()));
        form.put("MatchPool", state.queue());
        form.put("MatchSessionID", state.sessionId());
        form.put("Namespace", namespace);
        form.put("PartialMatch", match);
        form.put("ProposalID", state.pending() == null ? "" : state.pending().proposalId());
        form.put("TicketID", state.backfillId());
        return form;
    }

    /** The part of the session that backfill knows: who plays and who is coming. */
    static Map<String, Object> session(String namespace, BackfillState state) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", state.sessionId());
        form.put("namespace", namespace);
        form.put("matchPool", state.queue());
        form.put("backfillTicketID", state.backfillId());
        form.put("IsFull", state.openSeats() <= 0);
        form.put(
                "Members",
                state.players().stream()
                        .map(player -> Map.of("ID", player.id()))
                        .toList());
        form.put("teams", teams(state));
        return form;
    }

    private static List<Map<String, Object>> teams(BackfillState state) {
        return state.teams().stream().map(BackfillForms::team).toList();
    }

    private static Map<String, Object> team(OpenTeam team) {
        return Map.of(
                "TeamID",
                team.name(),
                "UserIDs",
                team.playerIds(),
                "Parties",
                team.playerIds().stream()
                        .map(player -> Map.of("userIDs", List.of(player)))
                        .toList());
    }
}
