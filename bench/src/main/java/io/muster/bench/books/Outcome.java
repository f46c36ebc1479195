package io.muster.bench.books;

/** How one ticket of a run ended, as its client learned it. */
public enum Outcome {
    /** Accepted and not heard of since. */
    OPEN,
    ASSIGNED,
    CANCELLED,
    EXPIRED,
    FAILED,
    /** Refused for certain: it was never accepted. */
    REFUSED,
    /** Nobody could say whether it was accepted. */
    UNKNOWN
}
