package io.muster.bench.pipeline;

import io.muster.bench.Progress;
import io.muster.bench.books.SessionEntry;
import io.muster.client.MusterClient;
import io.muster.client.session.GameSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads the sessions of a run back, a limited number at a time. */
final class SessionReader {

    private static final int AT_ONCE = 64;

    private final MusterClient client;

    SessionReader(MusterClient client) {
        this.client = client;
    }

    /** All sessions by their ids; fails when one of them cannot be read. */
    List<SessionEntry> read(List<String> sessionIds) {
        Progress.say("%,d sessions to check".formatted(sessionIds.size()));
        List<SessionEntry> sessions = new ArrayList<>(sessionIds.size());
        for (int from = 0; from < sessionIds.size(); from += AT_ONCE) {
            List<CompletableFuture<GameSession>> batch =
                    sessionIds.subList(from, Math.min(from + AT_ONCE, sessionIds.size())).stream()
                            .map(id -> client.sessions().get(id))
                            .toList();
            batch.forEach(session -> sessions.add(entry(session.join())));
        }
        return sessions;
    }

    private static SessionEntry entry(GameSession session) {
        List<String> players =
                session.members().stream().map(GameSession.Member::id).toList();
        return new SessionEntry(session.id(), session.serverId(), players);
    }
}
