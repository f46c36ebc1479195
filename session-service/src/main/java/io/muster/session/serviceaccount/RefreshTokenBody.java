package io.muster.session.serviceaccount;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A refresh token as it is shown.
 *
 * @param refreshToken only in the answer that made it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RefreshTokenBody(
        String id,
        String refreshToken,
        String description,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt) {

    static RefreshTokenBody of(RefreshToken token) {
        return of(token, null);
    }

    static RefreshTokenBody of(RefreshTokenService.WithText made) {
        return of(made.token(), made.text());
    }

    private static RefreshTokenBody of(RefreshToken token, String text) {
        return new RefreshTokenBody(
                token.id(),
                text,
                token.description(),
                token.createdBy(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt());
    }

    @Override
    public String toString() {
        return "RefreshTokenBody[" + id + "]";
    }
}
