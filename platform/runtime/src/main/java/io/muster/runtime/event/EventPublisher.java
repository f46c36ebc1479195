package io.muster.runtime.event;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Sends events to Kafka. May be called from any thread and blocks none. */
public interface EventPublisher {

    /**
     * Sends the events in the order of the list.
     *
     * @return completes when the broker acknowledged all of them; fails when one could not be sent. After a failure
     *     some of them may have been sent all the same
     */
    Uni<Void> publish(List<? extends Outgoing<?>> events);
}
