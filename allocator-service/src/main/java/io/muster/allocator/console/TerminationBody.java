package io.muster.allocator.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/** How a payload ended; components are columns of the table of terminations. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TerminationBody(
        String uid,
        String payloadId,
        String sessionId,
        String node,
        Integer exitCode,
        String reason,
        Instant createdAt,
        Instant readyAt,
        Instant lastReserved,
        Instant removedAt) {}
