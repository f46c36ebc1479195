package io.muster.contracts.backfill;

import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.Team;
import io.muster.contracts.ticket.Player;
import io.muster.contracts.ticket.QosResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The published JSON form of a proposal: payload of {@code BACKFILL_PROPOSAL} (game server notifications) and answer of
 * {@code GET .../backfill/proposal}. Field names and their three casings are the published ones and stay as they are.
 */
public final class BackfillProposalForm {

    /** How the published form writes a moment that has not come. */
    private static final String UNSET = "0001-01-01T00:00:00Z";

    private BackfillProposalForm() {}

    /** The form of the proposal that is pending in {@code state}; empty when none is. */
    public static Optional<Map<String, Object>> of(String namespace, BackfillState state) {
        return Optional.ofNullable(state.pending()).map(pending -> form(namespace, state, pending));
    }

    private static Map<String, Object> form(String namespace, BackfillState state, PendingProposal pending) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put(
                "AddedTickets",
                pending.tickets().stream()
                        .map(ticket -> ticket(namespace, state.queue(), ticket))
                        .toList());
        form.put("Attribute", Map.of("member_attributes", Map.of()));
        form.put("BackfillTicketID", state.backfillId());
        form.put("CreatedAt", pending.createdAt().toString());
        form.put("MatchPool", state.queue());
        form.put("MatchSessionID", state.sessionId());
        form.put("ProposalID", pending.proposalId());
        form.put(
                "ProposedTeams",
                state.teams().stream().map(team -> team(team, pending)).toList());
        return form;
    }

    /** A team as it will be when everything is accepted: each player who is there is a party of his own. */
    private static Map<String, Object> team(OpenTeam team, PendingProposal pending) {
        List<List<String>> parties = new ArrayList<>();
        team.playerIds().forEach(player -> parties.add(List.of(player)));
        Map<String, ClaimedTicket> tickets =
                pending.tickets().stream().collect(Collectors.toMap(ClaimedTicket::ticketId, ticket -> ticket));
        pending.teams().stream()
                .filter(proposed -> proposed.name().equals(team.name()))
                .map(Team::ticketIds)
                .flatMap(List::stream)
                .map(tickets::get)
                .forEach(ticket -> parties.add(ticket.playerIds()));
        Map<String, Object> form = new LinkedHashMap<>();
        form.put(
                "Parties",
                parties.stream().map(players -> Map.of("userIDs", players)).toList());
        form.put("TeamID", team.name());
        form.put("UserIDs", parties.stream().flatMap(List::stream).toList());
        return form;
    }

    private static Map<String, Object> ticket(String namespace, String queue, ClaimedTicket ticket) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("CreatedAt", ticket.createdAt().toString());
        form.put("ExcludedSessions", null);
        form.put("IsActive", true);
        form.put("IsPivot", false);
        form.put("IsSinglePlay", false);
        form.put("Latencies", latencies(ticket));
        form.put("MatchPool", queue);
        form.put("MatchedAt", UNSET);
        form.put("Namespace", namespace);
        form.put("PartySessionID", "");
        form.put(
                "Players",
                ticket.players().stream().map(BackfillProposalForm::player).toList());
        form.put("ProposedProposal", Map.of("BackfillID", "", "ProposalID", "", "Status", ""));
        form.put("TicketAttributes", ticket.attributes().isEmpty() ? null : ticket.attributes());
        form.put("TicketID", ticket.ticketId());
        Map<String, Object> information = new LinkedHashMap<>();
        information.put("CrossPlatforms", null);
        information.put("CrossPlayEnabled", false);
        form.put("TicketInformation", information);
        return form;
    }

    private static Map<String, Object> player(Player player) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("Attributes", player.customData().isEmpty() ? null : player.customData());
        form.put("PartyID", "");
        form.put("PlatformID", "");
        form.put("PlayerID", player.id());
        return form;
    }

    /** The form has one latency a ticket and region, in whole milliseconds: the worst player's, as all must play there. */
    private static Map<String, Long> latencies(ClaimedTicket ticket) {
        Map<String, Long> worst = new LinkedHashMap<>();
        for (Player player : ticket.players()) {
            for (QosResult result : player.qosResults()) {
                worst.merge(result.regionId(), Math.round(result.latency()), Math::max);
            }
        }
        return worst;
    }
}
