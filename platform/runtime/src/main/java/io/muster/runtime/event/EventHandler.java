package io.muster.runtime.event;

import io.muster.contracts.Envelope;
import io.muster.contracts.Event;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What a service does with a batch of events. */
@FunctionalInterface
public interface EventHandler<E extends Event> {

    /**
     * Commits the effect of the events to the database and answers what to publish.
     *
     * <p>It must be idempotent: the same events come again after a crash, alone or in another batch, and must then give
     * the same answers (same ids, see {@link Outgoing#caused}). It fails with an exception of the database or network to
     * be called again with the same batch, with any other exception to have the batch taken apart and the event at fault
     * dead-lettered.
     *
     * @param events events in the order of their partitions; never empty
     * @return events to publish before the offsets are committed, in this order; may be empty, never null
     */
    Uni<List<Outgoing<?>>> handle(List<Envelope<E>> events);
}
