package io.muster.backfill.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * BackfillTicket as a game server sends it back to replace the roster. Other members of the document are ignored: they
 * are not the server's to change.
 */
record TicketBody(
        String id,
        String connection,
        Map<String, Object> attributes,
        Map<String, JsonNode> properties,
        JsonNode matchProperties) {}
