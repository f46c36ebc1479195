package io.muster.session.game;

import java.time.Duration;

/**
 * How long a session waits for what may never come.
 *
 * @param invite answer of an invited player
 * @param inactive return of a disconnected player
 * @param server answer of the allocator; longer than the allocator itself waits for a payload
 */
public record TimeLimits(Duration invite, Duration inactive, Duration server) {}
