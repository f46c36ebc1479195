package io.muster.allocator.audit;

import java.time.Instant;

/**
 * One write.
 *
 * @param subject who called: player, account or client id
 * @param roles of the caller's token, separated by blanks
 * @param operation name of what was asked for
 * @param allocation as the path named it, or null when the call was not about one
 * @param target what it was done to, below the allocation
 * @param status of the answer
 * @param requestId the one that an error document shows
 */
record AuditEntry(
        String namespace,
        Instant at,
        String subject,
        String roles,
        String operation,
        String allocation,
        String target,
        int status,
        String requestId) {}
