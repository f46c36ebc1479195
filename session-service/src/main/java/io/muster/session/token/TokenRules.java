package io.muster.session.token;

import io.muster.runtime.security.Role;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which token a client gets. Pure. Without {@code role} it gets one for itself; with it, and the permission to mint that
 * role, one for somebody else.
 */
final class TokenRules {

    private static final Pattern NAMESPACE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,62}");
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Lifetimes lifetimes;

    TokenRules(Lifetimes lifetimes) {
        this.lifetimes = lifetimes;
    }

    /** Longest lives of tokens by role. */
    record Lifetimes(Duration server, Duration player, Duration service) {

        Duration of(Role role) {
            return switch (role) {
                case SERVER -> server;
                case PLAYER, DEVELOPER -> player;
                case SERVICE -> service;
            };
        }
    }

    /**
     * What is asked for.
     *
     * @param role null to be itself
     * @param subject null to be itself
     * @param namespace null for its own
     * @param lifetime null for the longest
     */
    record Wish(String role, String subject, String namespace, Duration lifetime) {}

    /** The token for the wish; throws {@link OAuthError} when the client may not have it. */
    TokenRequest decide(ApiClient client, Wish wish) {
        String namespace = namespace(client, wish.namespace());
        if (wish.role() == null) {
            return forItself(client, wish, namespace);
        }
        Role role = Role.ofClaim(wish.role())
                .orElseThrow(() -> OAuthError.invalidRequest("role must be player, server, developer or service."));
        if (!client.minting().contains(role)) {
            throw OAuthError.unauthorizedClient("The client may not ask for tokens of role " + role.claim() + ".");
        }
        if (wish.subject() == null || !SUBJECT.matcher(wish.subject()).matches()) {
            throw OAuthError.invalidRequest("subject must have 1 to 128 visible ASCII characters.");
        }
        return new TokenRequest(namespace, wish.subject(), Set.of(role), lifetime(wish.lifetime(), lifetimes.of(role)));
    }

    private TokenRequest forItself(ApiClient client, Wish wish, String namespace) {
        if (wish.subject() != null && !wish.subject().equals(client.clientId())) {
            throw OAuthError.invalidRequest("subject needs role: a client's own token is for the client.");
        }
        if (client.roles().isEmpty()) {
            throw OAuthError.unauthorizedClient("The client has no role of its own; name the role it mints.");
        }
        Duration longest = client.roles().stream()
                .map(lifetimes::of)
                .min(Duration::compareTo)
                .orElseThrow();
        return new TokenRequest(namespace, client.clientId(), client.roles(), lifetime(wish.lifetime(), longest));
    }

    private static String namespace(ApiClient client, String wished) {
        if (wished == null) {
            if (client.namespace().equals(ApiClient.ANY_NAMESPACE)) {
                throw OAuthError.invalidRequest("namespace must be named by a client of all namespaces.");
            }
            return client.namespace();
        }
        if (!NAMESPACE.matcher(wished).matches()) {
            throw OAuthError.invalidRequest("namespace must have 1 to 63 letters, digits, '-' or '_'.");
        }
        if (!client.mayName(wished)) {
            throw OAuthError.unauthorizedClient("The client may not ask for tokens of that namespace.");
        }
        return wished;
    }

    private static Duration lifetime(Duration wished, Duration longest) {
        if (wished == null) {
            return longest;
        }
        if (wished.compareTo(SHORTEST) < 0 || wished.compareTo(longest) > 0) {
            throw OAuthError.invalidRequest("expires_in must be 1 to " + longest.toSeconds() + " seconds.");
        }
        return wished;
    }
}
