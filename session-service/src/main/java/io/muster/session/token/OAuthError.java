package io.muster.session.token;

/** A refusal of the token endpoint, with a code of RFC 6749 section 5.2 and the HTTP status that goes with it. */
final class OAuthError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private OAuthError(int status, String code, String description) {
        super(description, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** A field is missing, doubled, unknown or out of range. */
    static OAuthError invalidRequest(String description) {
        return new OAuthError(400, "invalid_request", description);
    }

    /** Nobody knows the client, or the secret is wrong. Does not tell which. */
    static OAuthError invalidClient() {
        return new OAuthError(401, "invalid_client", "The client is unknown or its secret is wrong.");
    }

    /** The client is who it says, but may not have that token. */
    static OAuthError unauthorizedClient(String description) {
        return new OAuthError(400, "unauthorized_client", description);
    }

    /** The refresh token is unknown, revoked, over or another client's. Does not tell which. */
    static OAuthError invalidGrant() {
        return new OAuthError(400, "invalid_grant", "The refresh token is not valid any more, or never was.");
    }

    static OAuthError unsupportedGrantType() {
        return new OAuthError(400, "unsupported_grant_type", "grant_type must be client_credentials or refresh_token.");
    }

    /** Too many requests. RFC 6749 has no code of its own for it at this endpoint; this one it uses elsewhere. */
    static OAuthError tooManyRequests() {
        return new OAuthError(429, "temporarily_unavailable", "Too many token requests; try again in a second.");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
