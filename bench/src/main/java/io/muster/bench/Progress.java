package io.muster.bench;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Prints how a long run stands every few seconds, until closed. */
public final class Progress implements AutoCloseable {

    private static final long EVERY_SECONDS = 5;

    private final ScheduledExecutorService printer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private final long start = System.nanoTime();

    public Progress(Supplier<String> state) {
        var _ = printer.scheduleAtFixedRate(
                () -> say("%4d s  %s"
                        .formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds(), state.get())),
                EVERY_SECONDS,
                EVERY_SECONDS,
                TimeUnit.SECONDS);
    }

    /** Prints one line. */
    public static void say(String line) {
        System.out.println(line);
    }

    @Override
    public void close() {
        printer.shutdownNow();
    }
}
