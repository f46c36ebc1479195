package io.muster.match.engine;

import io.muster.match.rules.AgeType;

/** Ages, in seconds, of the tickets of a candidate match or team. Reused; belongs to one engine. */
final class Ages {

    private double oldest;
    private double youngest;
    private double sum;
    private int count;

    void reset() {
        oldest = 0;
        youngest = Double.POSITIVE_INFINITY;
        sum = 0;
        count = 0;
    }

    void include(double age) {
        oldest = Math.max(oldest, age);
        youngest = Math.min(youngest, age);
        sum += age;
        count++;
    }

    double of(AgeType type) {
        if (count == 0) {
            return 0;
        }
        return switch (type) {
            case OLDEST -> oldest;
            case YOUNGEST -> youngest;
            case AVERAGE -> sum / count;
        };
    }
}
