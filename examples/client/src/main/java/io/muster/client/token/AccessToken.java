package io.muster.client.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The answer of the token endpoint (RFC 6749 section 5.1).
 *
 * @param expiresInSeconds life of the token from now on
 */
public record AccessToken(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresInSeconds,
        @JsonProperty("scope") String scope) {

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "AccessToken[" + tokenType + ", " + expiresInSeconds + " s]";
    }
}
