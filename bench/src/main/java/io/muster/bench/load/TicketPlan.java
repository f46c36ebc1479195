package io.muster.bench.load;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What one ticket of a run will do, decided by seed and number alone.
 *
 * @param playerId unique in the whole run and, by the run's name, between runs
 * @param skill normally distributed around 1500 with a deviation of 300
 * @param cancelAfter time from its creation to its cancellation; empty when it will wait for its match
 */
public record TicketPlan(int number, String playerId, int skill, Optional<Duration> cancelAfter) {

    private static final int LONGEST_BEFORE_CANCEL_MILLIS = 60;

    /**
     * The plan of one ticket.
     *
     * @param run name of the run, part of every player id
     * @param cancelShare 0.0 to 1.0
     */
    public static TicketPlan of(String run, long seed, int number, double cancelShare) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        int skill = Math.clamp(Math.round(1500 + 300 * random.nextGaussian()), 0, 3000);
        boolean cancels = random.nextDouble() < cancelShare;
        int delay = random.nextInt(LONGEST_BEFORE_CANCEL_MILLIS);
        return new TicketPlan(
                number, run + "-p" + number, skill, cancels ? Optional.of(Duration.ofMillis(delay)) : Optional.empty());
    }
}
