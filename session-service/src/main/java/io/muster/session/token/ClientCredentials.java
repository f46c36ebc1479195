package io.muster.session.token;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Id and secret as a client sent them, in the header or in the body but not in both (RFC 6749, section 2.3). */
record ClientCredentials(String clientId, String secret) {

    private static final String BASIC = "basic ";

    /** Reads them from where they are; throws {@link OAuthError}. */
    static ClientCredentials of(String authorization, String bodyId, String bodySecret) {
        if (authorization == null) {
            if (bodyId == null || bodySecret == null) {
                throw OAuthError.invalidClient();
            }
            return new ClientCredentials(bodyId, bodySecret);
        }
        if (bodySecret != null) {
            throw OAuthError.invalidRequest("Send the secret in the header or in the body, not in both.");
        }
        return ofHeader(authorization);
    }

    private static ClientCredentials ofHeader(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            throw OAuthError.invalidClient();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            if (parts.length != 2) {
                throw OAuthError.invalidClient();
            }
            return new ClientCredentials(formDecoded(parts[0]), formDecoded(parts[1]));
        } catch (IllegalArgumentException e) {
            throw OAuthError.invalidClient();
        }
    }

    /** RFC 6749 wants both parts form-encoded before they are put together. */
    private static String formDecoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + clientId + "]";
    }
}
