package io.muster.bench.result;

/**
 * What the processors of the machine did while a run was measured, in cores and on average. Only runs with little
 * stolen can be compared: a load that takes three of four cores has no fourth one when another machine took it.
 *
 * @param busy in use by this machine, by whatever process
 * @param idle with nothing to do, or waiting for a disk
 * @param stolen wanted, but given to other machines by the host of a virtual one
 */
public record Processors(double busy, double idle, double stolen) {

    /** One line for people. */
    public String text() {
        return "%.1f cores busy, %.1f idle, %.1f taken by other machines".formatted(busy, idle, stolen);
    }
}
