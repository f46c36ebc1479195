package io.muster.bench.engine;

import java.util.Arrays;

/**
 * The best that can be made of solo players on one scale: some best set of matches consists of neighbours, so a dynamic program
 * over the sorted skills is exact. Written apart from the engine's own planner, which it is held against.
 */
final class Optimum {

    private Optimum() {}

    /** Largest sum, over a set of matches, of the tolerance less the spread. */
    static double of(double[] skills, int players, double tolerance) {
        double[] sorted = skills.clone();
        Arrays.sort(sorted);
        double[] best = new double[sorted.length + 1];
        for (int end = 1; end <= sorted.length; end++) {
            best[end] = best[end - 1];
            if (end >= players) {
                double spread = sorted[end - 1] - sorted[end - players];
                if (spread <= tolerance) {
                    best[end] = Math.max(best[end], best[end - players] + tolerance - spread);
                }
            }
        }
        return best[sorted.length];
    }
}
