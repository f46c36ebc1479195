package io.muster.allocator.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a write ended, by the status of its answer. */
enum AuditOutcome {
    DONE(200, 399),
    /** The caller asked for what may not be, or is not there. */
    REFUSED(400, 499),
    /** The service could not. */
    FAILED(500, 599);

    private final int first;
    private final int last;

    AuditOutcome(int first, int last) {
        this.first = first;
        this.last = last;
    }

    static AuditOutcome of(int status) {
        return Stream.of(values())
                .filter(outcome -> status >= outcome.first && status <= outcome.last)
                .findFirst()
                .orElse(FAILED);
    }

    static Optional<AuditOutcome> ofName(String name) {
        return Stream.of(values())
                .filter(outcome -> outcome.published().equals(name))
                .findFirst();
    }

    /** The name in the API. */
    String published() {
        return name().toLowerCase(Locale.ROOT);
    }

    int first() {
        return first;
    }

    int last() {
        return last;
    }
}
