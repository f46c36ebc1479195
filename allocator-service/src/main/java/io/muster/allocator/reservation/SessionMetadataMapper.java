package io.muster.allocator.reservation;

import io.muster.allocator.RowJson;
import io.muster.allocator.payload.Metadata;
import io.muster.contracts.session.SessionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a game server finds in its payload about the session it was reserved for (seed 000: session details go in as
 * metadata). Lists are JSON.
 */
@ApplicationScoped
public class SessionMetadataMapper {

    private final RowJson json;

    public SessionMetadataMapper(RowJson json) {
        this.json = json;
    }

    Metadata of(SessionState session) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("session_id", session.sessionId());
        annotations.put("match_id", session.matchId() == null ? "" : session.matchId());
        annotations.put("game_mode", session.queue() == null ? "" : session.queue());
        annotations.put("max_players", Integer.toString(session.settings().maxPlayers()));
        annotations.put("backfill", Boolean.toString(session.settings().backfillEnabled()));
        annotations.put("teams", json.write(session.teams()));
        return new Metadata(Map.of(), annotations);
    }
}
