package io.muster.match.pool;

import io.muster.match.engine.OpenSeats;

/**
 * A backfill ticket in its newest version.
 *
 * @param seats what is open, or null when nothing is to be proposed into it
 */
record PoolBackfill(String id, long version, OpenSeats seats) {}
