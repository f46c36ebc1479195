package io.muster.client.session;

import io.muster.client.ApiCaller;
import io.muster.client.Service;
import io.muster.client.http.Answer;
import io.muster.client.http.Call;
import java.util.concurrent.CompletableFuture;

/** {@code /session/v1/public/namespaces/{namespace}/gamesessions}. */
public final class SessionsApi {

    private final ApiCaller caller;

    public SessionsApi(ApiCaller caller) {
        this.caller = caller;
    }

    public CompletableFuture<GameSession> get(String sessionId) {
        return caller.send(Call.get(Service.SESSION, path(sessionId)), Answer.as(GameSession.class));
    }

    /** Gives back the seat of the calling player. */
    public CompletableFuture<Void> leave(String sessionId) {
        return caller.send(Call.delete(Service.SESSION, path(sessionId) + "/leave"), Answer::nothing);
    }

    /** Gives back the seat of a player; for callers with the service role. */
    public CompletableFuture<Void> leave(String sessionId, String playerId) {
        String path = path(sessionId) + "/leave?userId=" + Call.encode(playerId);
        return caller.send(Call.delete(Service.SESSION, path), Answer::nothing);
    }

    private String path(String sessionId) {
        return "/session/v1/public/namespaces/" + caller.pathNamespace() + "/gamesessions/" + Call.encode(sessionId);
    }
}
