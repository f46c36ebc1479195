package io.muster.session.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A token, as RFC 6749 section 5.1 writes it.
 *
 * @param expiresIn seconds
 * @param scope roles of the token, separated by blanks
 */
record TokenBody(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        String scope) {

    static final String BEARER = "Bearer";

    @Override
    public String toString() {
        return "TokenBody[" + scope + "]";
    }
}
