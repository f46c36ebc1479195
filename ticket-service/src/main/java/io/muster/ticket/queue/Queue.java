package io.muster.ticket.queue;

import io.muster.contracts.Pool;
import java.time.Duration;

/**
 * A queue as far as tickets are concerned.
 *
 * @param version version of its match config
 * @param timeout how long a ticket waits in it
 */
public record Queue(Pool pool, long version, Duration timeout) {}
