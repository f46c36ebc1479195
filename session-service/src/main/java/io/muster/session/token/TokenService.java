package io.muster.session.token;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Gives tokens to clients that may have them. May be called from any thread that may block. */
@ApplicationScoped
class TokenService {

    private static final Logger LOG = Logger.getLogger(TokenService.class);

    private final ApiClientStore clients;
    private final TokenRateLimit limit;
    private final TokenRules rules;
    private final TokenFactory minter;
    private final MeterRegistry metrics;

    TokenService(ApiClientStore clients, TokenFactory minter, TokenConfig config, MeterRegistry metrics) {
        this.clients = clients;
        this.limit = new TokenRateLimit(config);
        this.rules = new TokenRules(
                new TokenRules.Lifetimes(config.serverLifetime(), config.playerLifetime(), config.serviceLifetime()));
        this.minter = minter;
        this.metrics = metrics;
    }

    /**
     * Makes a token.
     *
     * @param address where the request came from
     * @throws OAuthError when the client may not have it
     */
    TokenBody issue(ClientCredentials credentials, TokenRules.Wish wish, String address) {
        ApiClient client = clients.authenticate(credentials.clientId(), credentials.secret())
                .orElseThrow(() -> failure(credentials, address));
        if (!limit.allows(client)) {
            throw OAuthError.tooManyRequests();
        }
        TokenRequest request = rules.decide(client, wish);
        String token = minter.mint(request);
        metrics.counter("muster.session.tokens", "roles", request.scope()).increment();
        return new TokenBody(token, TokenBody.BEARER, request.lifetime().toSeconds(), request.scope());
    }

    private OAuthError failure(ClientCredentials credentials, String address) {
        if (!limit.toleratesFailure(address)) {
            return OAuthError.tooManyRequests();
        }
        LOG.warnf("client %s from %s showed wrong credentials", printable(credentials.clientId()), address);
        return OAuthError.invalidClient();
    }

    /** What a stranger sent does not go into a log as it is. */
    private static String printable(String clientId) {
        String visible = clientId.replaceAll("[^\\x21-\\x7e]", "?");
        return visible.length() > 64 ? visible.substring(0, 64) : visible;
    }
}
