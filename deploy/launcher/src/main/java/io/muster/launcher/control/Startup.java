package io.muster.launcher.control;

import io.muster.launcher.LauncherException;
import io.muster.launcher.process.Processes;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackFolder;
import io.muster.launcher.stack.StackState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Starts parts and waits until they are ready, telling how it goes. */
public final class Startup {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 200;
    private static final int LOG_LINES = 25;

    private final Stack stack;
    private final InstantSource clock;
    private final Output output;

    public Startup(Stack stack, InstantSource clock, Output output) {
        this.stack = stack;
        this.clock = clock;
        this.output = output;
    }

    /** Starts the whole stack that has been laid out: first what the services need, then all services, then the edge. */
    public void startAll() {
        StackState state = stack.require();
        start(ofKind(state, PartName.Kind.INFRASTRUCTURE));
        stack.createDatabases();
        List<Part> rest = new ArrayList<>(ofKind(state, PartName.Kind.SERVICE));
        rest.addAll(ofKind(state, PartName.Kind.EDGE));
        start(rest);
    }

    /** Starts these processes at the same time and waits until all are ready. */
    public void start(List<Part> parts) {
        long began = clock.millis();
        awaitReady(parts.stream().map(stack::start).toList(), began);
    }

    private void awaitReady(List<Part> started, long began) {
        List<Part> waiting = new ArrayList<>(started);
        while (!waiting.isEmpty()) {
            List<Part> ready = waiting.parallelStream().filter(stack::isReady).toList();
            ready.forEach(part -> output.line(String.format(
                    Locale.ROOT, "  %-26s ready after %4.1f s", part.id(), (clock.millis() - began) / 1000.0)));
            waiting.removeAll(ready);
            waiting.stream()
                    .filter(part -> !Processes.isAlive(part))
                    .findFirst()
                    .ifPresent(this::died);
            if (!waiting.isEmpty() && clock.millis() - began > PATIENCE.toMillis()) {
                throw tooSlow(waiting.getFirst());
            }
            pause();
        }
    }

    private void died(Part part) {
        throw new LauncherException(part.id() + " died while it started" + lastLines(stack.folder(), part));
    }

    private LauncherException tooSlow(Part part) {
        return new LauncherException(
                part.id() + " is not ready after " + PATIENCE.toSeconds() + " s" + lastLines(stack.folder(), part));
    }

    static String lastLines(StackFolder folder, Part part) {
        return "; its last log lines are\n\n" + LogTail.of(folder.log(part.id()), LOG_LINES) + "\nAll of it: "
                + folder.log(part.id());
    }

    private static List<Part> ofKind(StackState state, PartName.Kind kind) {
        return state.parts().stream()
                .filter(part -> part.id().name().kind() == kind)
                .toList();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted", e);
        }
    }
}
