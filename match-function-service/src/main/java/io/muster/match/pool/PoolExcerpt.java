package io.muster.match.pool;

import io.muster.match.config.QueueRules;
import io.muster.match.engine.Explainer;
import io.muster.match.engine.Explanation;
import io.muster.match.engine.Explanation.Reason;
import io.muster.match.engine.TicketData;
import java.util.ArrayList;
import java.util.List;

/**
 * One ticket and the company it could have, as they were at one moment. Taken on the thread of the pool, which only copies
 * references; read and explained on another.
 *
 * @param proposed it is in a proposal, so that nothing keeps it from being matched
 * @param rules rules of the queue, or null when it has none
 * @param pool number of the pool it waits in, or -1 when none takes it
 * @param company tickets of the same pool, the nearest first; not all of them in a large pool
 * @param waiting all tickets of the queue
 */
record PoolExcerpt(
        String ticketId,
        TicketSource ticket,
        boolean proposed,
        QueueRules rules,
        int pool,
        List<TicketSource> company,
        int waiting) {

    PoolExcerpt {
        company = List.copyOf(company);
    }

    /** Why the ticket waits. Takes up to some tenths of a second. */
    Explanation explain(long now) {
        if (proposed) {
            return new Explanation(ticketId, List.of(), null);
        }
        if (rules == null) {
            return because(new Reason("config", "the queue has no config", 0));
        }
        TicketData asked = ticket.load().data();
        if (pool < 0) {
            return because(rules.refusal(asked));
        }
        List<TicketData> tickets = new ArrayList<>();
        tickets.add(asked);
        company.forEach(source -> tickets.add(source.load().data()));
        Explainer explainer = new Explainer(rules.compile(pool), tickets, false, now);
        return explainer.couldPlay(ticketId) ? new Explanation(ticketId, List.of(), 0.0) : explainer.explain(ticketId);
    }

    private Explanation because(Reason reason) {
        return new Explanation(ticketId, List.of(reason), null);
    }
}
