package io.muster.match.pool;

import io.muster.match.engine.Explanation;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Caller;
import io.muster.runtime.security.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Explains tickets that wait in this instance. Blocks its caller for as long as it takes; a few at a time, so that questions
 * never take the processor away from the pools.
 */
@ApplicationScoped
public class ExplanationService {

    /** Tickets that are looked at as company. */
    static final int MAX_COMPANY = 400;

    private static final int MAX_AT_ONCE = 2;

    private final PoolService pools;
    private final InstantSource clock;
    private final Semaphore turns = new Semaphore(MAX_AT_ONCE);

    public ExplanationService(PoolService pools, InstantSource clock) {
        this.pools = pools;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param considered tickets looked at as company
     */
    record Answer(Explanation explanation, boolean proposed, int waiting, int considered) {}

    /** Explains a ticket of the caller's namespace; a problem when there is none that he may see. */
    Answer explain(Caller caller, String ticketId) {
        if (!turns.tryAcquire()) {
            throw Problems.overloaded(Duration.ofSeconds(1));
        }
        try {
            PoolExcerpt excerpt = pools.excerpt(caller.namespace(), ticketId, MAX_COMPANY)
                    .filter(found -> maySee(caller, found))
                    .orElseThrow(() -> unknown(ticketId));
            return new Answer(
                    excerpt.explain(clock.millis()),
                    excerpt.proposed(),
                    excerpt.waiting(),
                    excerpt.company().size());
        } finally {
            turns.release();
        }
    }

    /** A foreign ticket looks like one that there is not. */
    private static boolean maySee(Caller caller, PoolExcerpt excerpt) {
        return caller.is(Role.SERVICE)
                || caller.is(Role.DEVELOPER)
                || Optional.ofNullable(excerpt.ticket().load().author())
                        .filter(caller.subject()::equals)
                        .isPresent();
    }

    /** With other instances about, the ticket may wait in one of them: whoever routes requests asks the next. */
    private RuntimeException unknown(String ticketId) {
        if (!pools.isReady()) {
            return Problems.overloaded(Duration.ofSeconds(1));
        }
        return pools.ownsAll()
                ? Problems.notFound("waiting ticket", ticketId)
                : Problems.misdirected("ticket", ticketId);
    }
}
