package io.muster.gateway.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/** When a token ends. Only for tokens that were verified before: it looks at nothing else. */
final class TokenExpiryJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private TokenExpiryJson() {}

    static Instant of(String verifiedToken) {
        try {
            byte[] claims = Base64.getUrlDecoder()
                    .decode(verifiedToken.substring(verifiedToken.indexOf('.') + 1, verifiedToken.lastIndexOf('.')));
            JsonNode expiry = MAPPER.readTree(claims).path("exp");
            return expiry.isNumber() ? Instant.ofEpochSecond(expiry.asLong()) : Instant.EPOCH;
        } catch (IOException e) {
            throw new IllegalArgumentException("not a token", e);
        }
    }
}
