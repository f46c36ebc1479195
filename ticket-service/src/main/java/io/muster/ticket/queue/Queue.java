package io.muster.ticket.queue;

import io.muster.contracts.Pool;
import io.muster.contracts.admission.Admission;
import java.time.Duration;

/**
 * A queue as far as tickets are concerned.
 *
 * @param version version of its match config
 * @param timeout how long a ticket waits in it
 * @param admission what a ticket must bring, or null when everything is let in
 */
public record Queue(Pool pool, long version, Duration timeout, Admission admission) {}
