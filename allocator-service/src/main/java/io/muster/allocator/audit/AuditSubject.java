package io.muster.allocator.audit;

/** An answer that knows what the call has made, which its path could not say. */
public interface AuditSubject {

    /** Where that is below its allocation, such as {@code reservations/ID}; for an allocation itself, its id. */
    String auditTarget();
}
