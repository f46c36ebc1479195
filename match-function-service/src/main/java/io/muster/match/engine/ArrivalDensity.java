package io.muster.match.engine;

import io.muster.match.rules.Adaptation;
import java.util.Arrays;

/**
 * How many tickets arrive near a place on the scale, by the last of them, and how close a match there should therefore be. At
 * the same rate of arrivals, company within {@code closeness * players / (rate * horizon)} is expected within the horizon; in
 * the tails, where few arrive, that is more than any rule allows and nothing changes.
 *
 * <p>An arrival costs a shift of at most {@value #REMEMBERED} numbers, whatever the pool holds. One thread.
 */
final class ArrivalDensity {

    private static final int REMEMBERED = 512;

    /** Too few arrivals say nothing. */
    private static final int ENOUGH = 64;

    /** Neighbours to each side that an estimate rests on. */
    private static final int NEIGHBOURS = 12;

    private final Adaptation adaptation;
    private final int players;
    private final double[] keys = new double[REMEMBERED];
    private final long[] times = new long[REMEMBERED];
    private final double[] sorted = new double[REMEMBERED];
    private int size;
    private int oldest;

    ArrivalDensity(Adaptation adaptation, int players) {
        this.adaptation = adaptation;
        this.players = players;
    }

    /** A ticket has arrived. */
    void arrived(double key, long atMillis) {
        if (size == REMEMBERED) {
            forget(keys[oldest]);
        }
        int at = Arrays.binarySearch(sorted, 0, size, key);
        at = at < 0 ? -at - 1 : at;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = key;
        size++;
        keys[oldest] = key;
        times[oldest] = atMillis;
        oldest = (oldest + 1) % REMEMBERED;
    }

    private void forget(double key) {
        int at = Arrays.binarySearch(sorted, 0, size, key);
        System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
        size--;
    }

    /** Largest distance of company for a ticket of some age in seconds; infinite where nothing is known. */
    double limit(double key, double age, long now) {
        if (size < ENOUGH) {
            return Double.POSITIVE_INFINITY;
        }
        double seconds = Math.max(0.001, (now - times[size == REMEMBERED ? oldest : 0]) / 1000.0);
        int at = Arrays.binarySearch(sorted, 0, size, key);
        at = at < 0 ? -at - 1 : at;
        int low = Math.max(0, at - NEIGHBOURS);
        int high = Math.min(size - 1, at + NEIGHBOURS);
        double width = Math.max(Math.max(sorted[high], key) - Math.min(sorted[low], key), Double.MIN_NORMAL);
        double perSecondAndPoint = (high - low) / width / seconds;
        double atArrival = adaptation.closeness() * players / (perSecondAndPoint * adaptation.horizonSeconds());
        return atArrival * (1 + age / adaptation.horizonSeconds());
    }

    /** Milliseconds after which a ticket of some age in seconds is worth another look. */
    long pauseMillis(double age) {
        return (long) Math.ceil(1000 * Math.max(adaptation.horizonSeconds() / 2, age / 2));
    }
}
