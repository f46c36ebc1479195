package io.muster.client.config;

import io.muster.client.ApiCaller;
import io.muster.client.Service;
import io.muster.client.http.Answer;
import io.muster.client.http.Call;
import io.muster.client.http.Json;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** {@code /{namespace}/matchmaking/api/v1/configs}; needs the developer role. */
public final class ConfigsApi {

    private final ApiCaller caller;

    public ConfigsApi(ApiCaller caller) {
        this.caller = caller;
    }

    /**
     * Creates or replaces a config; its queue is live when this completes.
     *
     * @param document a {@link MatchConfig} or any object that is written as a config document
     */
    public CompletableFuture<Void> put(String id, Object document) {
        return caller.send(Call.put(Service.MATCH_FUNCTION, path(id), document), Answer::nothing);
    }

    public CompletableFuture<Map<String, Object>> get(String id) {
        return caller.send(Call.get(Service.MATCH_FUNCTION, path(id)), answer -> Json.map(answer.body()));
    }

    /** Deletes a config; nothing is matched in its queue any more. */
    public CompletableFuture<Void> delete(String id) {
        return caller.send(Call.delete(Service.MATCH_FUNCTION, path(id)), Answer::nothing);
    }

    private String path(String id) {
        return "/" + caller.pathNamespace() + "/matchmaking/api/v1/configs/" + Call.encode(id);
    }
}
