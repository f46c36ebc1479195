package io.muster.session.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A refusal for clients of OAuth ({@code error}, {@code error_description}) and for those of problem documents alike. */
record OAuthErrorBody(
        String error,
        @JsonProperty("error_description") String errorDescription,
        String type,
        String title,
        int status,
        String detail) {

    static OAuthErrorBody of(OAuthError error) {
        return new OAuthErrorBody(
                error.code(),
                error.getMessage(),
                "urn:muster:problem:" + error.code().replace('_', '-'),
                error.code(),
                error.status(),
                error.getMessage());
    }
}
