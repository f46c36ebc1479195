package io.muster.allocator.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/** A row of the table {@code audit_entries}; components are its columns. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AuditRow(
        Long entryId,
        String namespace,
        Instant at,
        String subject,
        String roles,
        String operation,
        String allocation,
        String target,
        int status,
        String requestId) {

    static AuditRow of(AuditEntry entry) {
        return new AuditRow(
                null,
                entry.namespace(),
                entry.at(),
                entry.subject(),
                entry.roles(),
                entry.operation(),
                entry.allocation(),
                entry.target(),
                entry.status(),
                entry.requestId());
    }
}
