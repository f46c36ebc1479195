package io.muster.session.serviceaccount;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/** A row of the table {@code refresh_tokens}; components are its columns. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true) // columns of a newer version
record RefreshTokenRow(
        String tokenId,
        String accountId,
        String tokenHash,
        String description,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt) {

    static RefreshTokenRow of(RefreshToken token, String tokenHash) {
        return new RefreshTokenRow(
                token.id(),
                token.accountId(),
                tokenHash,
                token.description(),
                token.createdBy(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt());
    }

    RefreshToken toToken() {
        return new RefreshToken(tokenId, accountId, description, createdBy, createdAt, expiresAt, lastUsedAt);
    }

    @Override
    public String toString() {
        return "RefreshTokenRow[" + tokenId + "]";
    }
}
