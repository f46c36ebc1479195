package io.muster.gateway.message;

import java.time.Instant;
import java.util.Map;

/**
 * One message for one game server.
 *
 * @param payload JSON object in the published form
 * @param until when it is of no use any more, or null when only the usual time rules
 */
record Message(String serverId, String topic, Map<String, Object> payload, Instant until) {}
