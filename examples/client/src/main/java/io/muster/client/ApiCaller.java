package io.muster.client;

import io.muster.client.http.Answer;
import io.muster.client.http.Call;
import io.muster.client.http.HttpTransport;
import io.muster.client.token.TokenSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Sends calls of one caller in one namespace.
 *
 * @param namespace as it stands in paths, not yet encoded
 */
public record ApiCaller(HttpTransport transport, TokenSource token, String namespace) {

    /** The namespace made safe for a path. */
    public String pathNamespace() {
        return Call.encode(namespace);
    }

    /** Sends a call and reads its answer. */
    public <T> CompletableFuture<T> send(Call call, Function<Answer, T> reader) {
        return token.token().thenCompose(bearer -> transport.send(call, bearer)).thenApply(reader);
    }
}
