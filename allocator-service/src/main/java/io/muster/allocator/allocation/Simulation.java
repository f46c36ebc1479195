package io.muster.allocator.allocation;

import java.time.Duration;

/**
 * How a simulated payload behaves.
 *
 * @param ready from its start until it is Ready
 * @param life from its reservation until it exits by itself; zero: it never does
 */
public record Simulation(Duration ready, Duration life) {

    public static final Simulation DEFAULT = new Simulation(Duration.ZERO, Duration.ofSeconds(2));
}
