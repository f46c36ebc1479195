package io.muster.backfill.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * CreateBackfillTicketRequest.
 *
 * @param queueName must be the session's queue when given
 * @param connection {@code address:port} for players who come; the session's server when absent
 * @param attributes numbers and strings pools filter by; may be absent
 * @param poolId accepted for compatibility when attributes are absent; the session's queue decides
 * @param properties {@code {"data": base64 of {"matchProperties": ...}}}; replaces the session's roster when given
 * @param matchProperties the same without the wrapping
 * @param matchId match of the session, for callers that are not its game server
 * @param sessionId session, for callers that are not its game server
 */
record CreateBody(
        String queueName,
        String connection,
        Map<String, Object> attributes,
        String poolId,
        Map<String, JsonNode> properties,
        JsonNode matchProperties,
        String matchId,
        String sessionId) {

    static final CreateBody EMPTY = new CreateBody(null, null, null, null, null, null, null, null);
}
