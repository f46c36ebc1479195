package io.muster.allocator.audit;

import java.time.Instant;

/**
 * Which entries to list; what is null does not matter.
 *
 * @param allocation its id or name, whichever the calls used
 * @param target how it begins
 * @param since inclusive
 * @param until exclusive
 */
record AuditQuery(
        String subject,
        String operation,
        String allocation,
        String target,
        AuditOutcome outcome,
        Instant since,
        Instant until) {}
