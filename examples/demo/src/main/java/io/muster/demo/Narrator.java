package io.muster.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells what happens, with the time since the evening began. */
final class Narrator {

    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final long began;

    Narrator(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    /** A new part of the story. */
    void title(String text) {
        out.println();
        out.println(text);
    }

    /** One thing that happened. */
    void tell(String text) {
        double seconds = (nanoTime.getAsLong() - began) / NANOS_PER_SECOND;
        out.println(String.format(Locale.ROOT, "  %5.1f s  ", seconds) + text);
    }
}
