package io.muster.client;

import io.muster.client.http.Answer;
import io.muster.client.http.Call;
import io.muster.client.http.HttpTransport;
import io.muster.client.token.TokenSource;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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

    /** Listens to a stream; see {@link HttpTransport#listen}. */
    public CompletableFuture<Void> listen(Call call, Duration silence, Consumer<Buffer> receiver) {
        return token.token().thenCompose(bearer -> transport.listen(call, bearer, silence, receiver));
    }
}
