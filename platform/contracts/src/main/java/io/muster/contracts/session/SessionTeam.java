package io.muster.contracts.session;

import java.util.List;

/** A team of a session with the parties in it. */
public record SessionTeam(String name, String definition, List<Party> parties) {

    /** Players who came with one ticket. */
    public record Party(String ticketId, List<String> playerIds) {

        public Party {
            playerIds = List.copyOf(playerIds);
        }
    }

    public SessionTeam {
        parties = List.copyOf(parties);
    }

    public List<String> playerIds() {
        return parties.stream().flatMap(party -> party.playerIds().stream()).toList();
    }
}
