package io.muster.backfill.request;

import io.muster.backfill.seat.Command;
import io.muster.backfill.store.Target;
import io.muster.runtime.trace.TraceContext;

/**
 * A command that came over HTTP or from a timer.
 *
 * @param namespace the caller's, or null for a timer, which has none
 */
record Order(String namespace, Target target, Command command, TraceContext trace) {}
