package io.muster.session.token;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.session.serviceaccount.RefreshTokenService;
import io.muster.session.serviceaccount.RefreshTokenService.Use;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Gives tokens to clients that may have them. May be called from any thread that may block. */
@ApplicationScoped
class TokenService {

    private static final Logger LOG = Logger.getLogger(TokenService.class);

    private final ApiClientStore clients;
    private final RefreshTokenService accounts;
    private final TokenRateLimit limit;
    private final TokenRules rules;
    private final TokenFactory minter;
    private final MeterRegistry metrics;

    TokenService(
            ApiClientStore clients,
            RefreshTokenService accounts,
            TokenFactory minter,
            TokenConfig config,
            MeterRegistry metrics) {
        this.clients = clients;
        this.accounts = accounts;
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
        return mint(client, wish);
    }

    /**
     * Makes a token for a service account. Fails with an {@link OAuthError} when it may not have it; signs on a thread that
     * may block.
     */
    Uni<TokenBody> refresh(ClientCredentials credentials, String refreshToken, TokenRules.Wish wish, String address) {
        if (refreshToken == null) {
            throw OAuthError.invalidRequest("refresh_token is missing.");
        }
        return accounts.use(credentials.clientId(), credentials.secret(), refreshToken)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(use -> switch (use) {
                    case Use.Granted granted -> mint(ApiClient.of(granted.account()), wish);
                    case Use.WrongClient _ -> throw failure(credentials, address);
                    case Use.WrongToken _ -> throw wrongToken(credentials, address);
                    case Use.Disabled _ -> throw OAuthError.unauthorizedClient("The service account is disabled.");
                });
    }

    private TokenBody mint(ApiClient client, TokenRules.Wish wish) {
        if (!limit.allows(client)) {
            throw OAuthError.tooManyRequests();
        }
        TokenRequest request = rules.decide(client, wish);
        String token = minter.mint(request);
        metrics.counter("muster.session.tokens", "roles", request.scope()).increment();
        return new TokenBody(token, TokenBody.BEARER, request.lifetime().toSeconds(), request.scope());
    }

    private OAuthError wrongToken(ClientCredentials credentials, String address) {
        if (!limit.toleratesFailure(address)) {
            return OAuthError.tooManyRequests();
        }
        LOG.warnf("client %s from %s showed a wrong refresh token", printable(credentials.clientId()), address);
        return OAuthError.invalidGrant();
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
