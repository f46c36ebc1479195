package io.muster.client.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.client.Service;
import io.muster.client.http.Answer;
import io.muster.client.http.Call;
import io.muster.client.http.HttpTransport;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** The token endpoint, {@code POST /oauth2/token}. */
public final class TokensApi {

    private final HttpTransport transport;

    public TokensApi(HttpTransport transport) {
        this.transport = transport;
    }

    /** Exchanges client id and secret for a token (RFC 6749 section 4.4, with HTTP Basic authentication). */
    public CompletableFuture<AccessToken> clientCredentials(String clientId, String clientSecret) {
        String pair = Call.encode(clientId) + ':' + Call.encode(clientSecret);
        Call call = Call.post(Service.SESSION, "/oauth2/token", "grant_type=client_credentials")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        return transport.send(call, null).thenApply(Answer.as(AccessToken.class));
    }

    /** A source that gets its token with client id and secret and renews it before it ends. */
    public TokenSource source(String clientId, String clientSecret) {
        return new RenewedToken(() -> clientCredentials(clientId, clientSecret), InstantSource.system());
    }
}
