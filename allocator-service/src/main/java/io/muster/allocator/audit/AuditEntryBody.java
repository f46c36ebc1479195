package io.muster.allocator.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;

/** An entry as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AuditEntryBody(
        long id,
        Instant at,
        String subject,
        List<String> roles,
        String operation,
        String allocation,
        String target,
        int status,
        String outcome,
        String requestId) {

    static AuditEntryBody of(AuditRow row) {
        return new AuditEntryBody(
                row.entryId(),
                row.at(),
                row.subject(),
                List.of(row.roles().split(" ")),
                row.operation(),
                row.allocation(),
                row.target(),
                row.status(),
                AuditOutcome.of(row.status()).published(),
                row.requestId());
    }
}
