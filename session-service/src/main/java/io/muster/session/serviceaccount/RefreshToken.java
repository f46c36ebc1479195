package io.muster.session.serviceaccount;

import java.time.Instant;

/**
 * What is known of a refresh token; the token itself is told once and not kept.
 *
 * @param lastUsedAt to the minute; null when it was never used
 */
record RefreshToken(
        String id,
        String accountId,
        String description,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt) {}
