package io.muster.client.server;

import io.muster.client.ApiCaller;
import io.muster.client.Service;
import io.muster.client.http.Answer;
import io.muster.client.http.Call;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** {@code /dshub/namespace/{namespace}/ds/{serverId}}; needs the service or developer role. */
public final class ServersApi {

    private final ApiCaller caller;

    public ServersApi(ApiCaller caller) {
        this.caller = caller;
    }

    /** A message of the game's own making, as the server receives it. */
    public record CustomNotification(String topic, String payload, Instant timestamp) {}

    /** Sends a custom notification to one game server. */
    public CompletableFuture<Void> notify(String serverId, CustomNotification notification) {
        String path = "/dshub/namespace/" + caller.pathNamespace() + "/ds/" + Call.encode(serverId) + "/notify";
        return caller.send(Call.post(Service.NOTIFICATION_GATEWAY, path, notification), Answer::nothing);
    }
}
