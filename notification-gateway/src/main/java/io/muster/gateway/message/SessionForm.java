package io.muster.gateway.message;

import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.payload.Server;
import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionState;
import io.muster.contracts.session.SessionTeam;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A whole session in the form of {@code SESSION_MEMBER_CHANGED}. Three casings in one document are the published ones.
 * Receivers refuse an unknown or empty enumeration value, and drop a version that is not greater than the last.
 */
final class SessionForm {

    private static final Set<String> SEATED = Set.of("INVITED", "JOINED", "CONNECTED", "DISCONNECTED");

    /** Receivers read {@code RequestedAt} with three digits after the point only. */
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The published form has one protocol for a server; ports are opened for UDP unless an allocation says otherwise. */
    private static final String PROTOCOL = "UDP";

    /** Receivers know managed servers by this name and treat others as run by a third party. */
    private static final String MANAGED = "AMS";

    private static final int TIMEOUT_SECONDS = 300;

    private SessionForm() {}

    static Map<String, Object> of(String namespace, long version, SessionState state) {
        String config = state.settings().configId();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("Attributes", Map.of("member_attributes", Map.of()));
        form.put("BackfillTicketID", state.backfillTicketId() == null ? "" : state.backfillTicketId());
        form.put("Code", state.code() == null ? "" : state.code());
        form.put("Configuration", configuration(state));
        form.put("ConfigurationName", config);
        form.put("CreatedAt", text(state.createdAt()));
        form.put("CreatedBy", state.createdBy());
        form.put("DSInformation", server(namespace, state));
        form.put("GameMode", state.queue());
        form.put("ID", state.sessionId());
        form.put("IsFull", seated(state) >= state.settings().maxPlayers());
        form.put("LeaderID", state.leaderId());
        form.put("MatchPool", state.queue());
        form.put("Members", state.members().stream().map(SessionForm::member).toList());
        form.put("Namespace", namespace);
        form.put("Teams", state.teams().stream().map(SessionForm::team).toList());
        form.put("UpdatedAt", text(state.updatedAt()));
        form.put("Version", version);
        return form;
    }

    private static Map<String, Object> configuration(SessionState state) {
        MatchSettings settings = state.settings();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("AutoJoin", true);
        form.put("InactiveTimeout", TIMEOUT_SECONDS);
        form.put("InviteTimeout", TIMEOUT_SECONDS);
        form.put("Joinability", "OPEN");
        form.put("MaxPlayers", settings.maxPlayers());
        form.put("MinPlayers", settings.minPlayers());
        form.put("Name", settings.configId());
        form.put("RequestedRegions", state.region() == null ? List.of() : List.of(state.region()));
        form.put("Type", "DS");
        form.put("enableSecret", settings.secret());
        return form;
    }

    private static Map<String, Object> server(String namespace, SessionState state) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put(
                "RequestedAt",
                state.serverRequestedAt() == null ? null : MILLISECONDS.format(state.serverRequestedAt()));
        form.put("Server", server(namespace, state, state.server()));
        form.put("Status", state.serverStatus());
        form.put("StatusV2", state.serverStatus());
        return form;
    }

    private static Map<String, Object> server(String namespace, SessionState state, Server server) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put(
                "ams_protocol",
                server.ports().keySet().stream()
                        .sorted()
                        .map(port -> Map.of("name", port, "protocol", PROTOCOL))
                        .toList());
        form.put("custom_attribute", "");
        form.put("deployment", server.allocation());
        form.put("game_version", "");
        form.put("image_version", "");
        form.put("ip", server.address());
        form.put("is_override_game_version", false);
        form.put("last_update", text(state.updatedAt()));
        form.put("namespace", namespace);
        form.put("pod_name", server.serverId());
        form.put("port", server.port());
        form.put("ports", server.ports());
        form.put("protocol", PROTOCOL);
        form.put("provider", MANAGED);
        form.put("region", server.region());
        form.put("session_id", state.sessionId());
        form.put("source", MANAGED);
        form.put("status", "READY");
        return form;
    }

    private static Map<String, Object> member(Member member) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("ID", member.id());
        form.put("Status", member.status());
        form.put("StatusV2", member.status());
        form.put("UpdatedAt", text(member.updatedAt()));
        return form;
    }

    private static Map<String, Object> team(SessionTeam team) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put(
                "parties",
                team.parties().stream()
                        .map(party -> Map.of("partyID", "", "userIDs", party.playerIds()))
                        .toList());
        form.put("userIDs", team.playerIds());
        return form;
    }

    private static long seated(SessionState state) {
        return state.members().stream()
                .filter(member -> SEATED.contains(member.status()))
                .count();
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
