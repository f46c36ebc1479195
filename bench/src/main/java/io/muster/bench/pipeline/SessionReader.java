package io.muster.bench.pipeline;

import io.muster.bench.Progress;
import io.muster.bench.books.SessionEntry;
import io.muster.bench.load.Backoff;
import io.muster.client.MusterClient;
import io.muster.client.MusterException;
import io.muster.client.session.GameSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Reads the sessions of a run back, a limited number at a time. */
final class SessionReader {

    private static final int AT_ONCE = 64;

    /** With the waits between them 16 to 32 s: a service that was killed is back by then. */
    private static final int ATTEMPTS = 12;

    private final MusterClient client;

    SessionReader(MusterClient client) {
        this.client = client;
    }

    /** All sessions by their ids; fails when one of them cannot be read, again and again where that may help. */
    List<SessionEntry> read(List<String> sessionIds) {
        Progress.say("%,d sessions to check".formatted(sessionIds.size()));
        List<SessionEntry> sessions = new ArrayList<>(sessionIds.size());
        for (int from = 0; from < sessionIds.size(); from += AT_ONCE) {
            List<CompletableFuture<GameSession>> batch =
                    sessionIds.subList(from, Math.min(from + AT_ONCE, sessionIds.size())).stream()
                            .map(id -> session(id, 1))
                            .toList();
            batch.forEach(session -> sessions.add(entry(session.join())));
        }
        return sessions;
    }

    private CompletableFuture<GameSession> session(String id, int attempt) {
        return client.sessions()
                .get(id)
                .exceptionallyCompose(failure -> attempt < ATTEMPTS && isWorthRepeating(failure)
                        ? again(id, attempt)
                        : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<GameSession> again(String id, int attempt) {
        long millis = Backoff.before(id.hashCode(), attempt).toMillis();
        return CompletableFuture.supplyAsync(
                        () -> null, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, Runnable::run))
                .thenCompose(_ -> session(id, attempt + 1));
    }

    private static boolean isWorthRepeating(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof MusterException reason && reason.worthRepeating();
    }

    private static SessionEntry entry(GameSession session) {
        List<String> players =
                session.members().stream().map(GameSession.Member::id).toList();
        return new SessionEntry(session.id(), session.serverId(), players);
    }
}
