package io.muster.contracts.depth;

import io.muster.contracts.Event;

/** A measurement of a queue. */
public sealed interface DepthEvent extends Event permits QueueDepthMeasured {}
