package io.muster.session.member;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A game session as callers see it: the payload of {@code SESSION_MEMBER_CHANGED}. It mixes three ways of writing names,
 * which clients depend on to the letter: capitals at the top, camel case in teams, snake case in the server.
 */
@JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
record GameSessionBody(
        Attributes attributes,
        @JsonProperty("BackfillTicketID") String backfillTicketId,
        String code,
        Configuration configuration,
        String configurationName,
        Instant createdAt,
        String createdBy,
        @JsonProperty("DSInformation") ServerInformation serverInformation,
        String gameMode,
        @JsonProperty("ID") String id,
        @JsonProperty("IsActive") boolean active,
        @JsonProperty("IsFull") boolean full,
        @JsonProperty("LeaderID") String leaderId,
        String matchPool,
        List<SeatedMember> members,
        String namespace,
        List<SeatedTeam> teams,
        Instant updatedAt,
        long version) {

    record Attributes(@JsonProperty("member_attributes") Map<String, Object> memberAttributes) {}

    @JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
    record Configuration(
            boolean autoJoin,
            long inactiveTimeout,
            long inviteTimeout,
            String joinability,
            int maxPlayers,
            int minPlayers,
            String name,
            List<String> requestedRegions,
            String type,
            @JsonProperty("enableSecret") boolean enableSecret) {}

    @JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
    record ServerInformation(
            Instant requestedAt,
            GameServer server,
            String status,
            @JsonProperty("StatusV2") String statusV2) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record GameServer(
            List<Port> amsProtocol,
            String customAttribute,
            String deployment,
            String gameVersion,
            String imageVersion,
            String ip,
            @JsonProperty("is_override_game_version") boolean overrideGameVersion,
            Instant lastUpdate,
            String namespace,
            String podName,
            int port,
            Map<String, Integer> ports,
            String protocol,
            String provider,
            String region,
            String sessionId,
            String source,
            String status) {}

    record Port(String name, String protocol) {}

    @JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
    record SeatedMember(
            @JsonProperty("ID") String id,
            String status,
            @JsonProperty("StatusV2") String statusV2,
            Instant updatedAt) {}

    record SeatedTeam(
            List<Party> parties,
            @JsonProperty("teamID") String teamId,
            @JsonProperty("userIDs") List<String> userIds) {}

    record Party(
            @JsonProperty("partyID") String partyId,
            @JsonProperty("userIDs") List<String> userIds) {}
}
