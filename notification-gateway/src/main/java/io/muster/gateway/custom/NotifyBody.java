package io.muster.gateway.custom;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * A custom notification as its sender writes it.
 *
 * @param payload a JSON string
 * @param timestamp RFC 3339; the present when absent
 * @param topic name the game server looks at
 */
record NotifyBody(JsonNode payload, String timestamp, String topic) {

    /** What became of a notification. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Status(
            String notificationId,
            String serverId,
            String topic,
            String state,
            Instant createdAt,
            Instant expiresAt,
            Instant endedAt) {

        /** Of a row of topic, state, created_at, expires_at, ended_at. */
        static Status of(String id, String serverId, Object[] row) {
            return new Status(
                    id,
                    serverId,
                    (String) row[0],
                    ((String) row[1]).toLowerCase(Locale.ROOT),
                    instant(row[2]),
                    instant(row[3]),
                    instant(row[4]));
        }

        private static Instant instant(Object column) {
            return column == null ? null : ((OffsetDateTime) column).toInstant();
        }
    }
}
