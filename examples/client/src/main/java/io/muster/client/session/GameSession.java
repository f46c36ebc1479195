package io.muster.client.session;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A game session.
 *
 * @param version rises with every change
 * @param isActive false once it has ended
 * @param server where it runs; its {@code server} is null before a game server was found
 */
public record GameSession(
        @JsonAlias("ID") String id,
        @JsonAlias("MatchPool") String matchPool,
        @JsonAlias("Version") long version,
        @JsonAlias("IsActive") boolean isActive,
        @JsonAlias("BackfillTicketID") String backfillTicketID,
        @JsonAlias("Members") List<Member> members,
        @JsonAlias("Teams") List<Team> teams,

        @JsonProperty("DSInformation") @JsonAlias("dsInformation")
        ServerInformation server) {

    /** A player of the session; {@code statusV2} says whether he still holds his seat. */
    public record Member(
            @JsonAlias("ID") String id,
            @JsonAlias("Status") String status,
            @JsonAlias("StatusV2") String statusV2) {

        private static final List<String> SEATED = List.of("INVITED", "JOINED", "CONNECTED", "DISCONNECTED");

        public boolean isSeated() {
            return SEATED.contains(statusV2 == null ? status : statusV2);
        }
    }

    /** The players of one team. */
    public record Team(@JsonAlias("UserIDs") List<String> userIDs) {}

    /** State of the search for a server, and the server. */
    public record ServerInformation(
            @JsonAlias("Status") String status,
            @JsonAlias("StatusV2") String statusV2,
            @JsonAlias("Server") Server server) {}

    /** The game server. {@code podName} is its server id. */
    public record Server(@JsonProperty("pod_name") String podName, String ip, int port) {}

    /** Server id, or null before one was found. */
    public String serverId() {
        return server == null || server.server() == null
                ? null
                : server.server().podName();
    }

    /** Ids of the players who hold a seat. */
    public List<String> seatedPlayers() {
        return members.stream().filter(Member::isSeated).map(Member::id).toList();
    }
}
