package io.muster.launcher.control;

import io.muster.launcher.process.Processes;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.Ports;
import io.muster.launcher.stack.StackState;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The life of one stack under one launcher: up, watched, down again when the launcher is told to end. */
public final class Session {

    private static final long WATCH_MILLIS = 500;

    private final Stack stack;
    private final Output output;
    private final InstantSource clock = InstantSource.system();
    private final AtomicBoolean stopping = new AtomicBoolean();

    public Session(Stack stack, Output output) {
        this.stack = stack;
        this.output = output;
    }

    /** Starts a new stack. If that fails or is interrupted by Ctrl-C, nothing of it stays behind. */
    public void up(StackPlan plan) {
        long began = clock.millis();
        stack.create(plan.lay(new Ports(new SecureRandom())));
        output.line("Starting a stack with its data in " + stack.folder().data());
        Thread onInterrupt = new Thread(this::down, "stop-half-started-stack");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            new Startup(stack, clock, output).startAll();
        } catch (RuntimeException e) {
            down();
            throw e;
        } finally {
            forgetHook(onInterrupt);
        }
        output.line(String.format(Locale.ROOT, "Ready after %.1f s.", (clock.millis() - began) / 1000.0));
    }

    /** Says where everything is. */
    public void printAddresses() {
        StackState state = stack.require();
        output.line("");
        output.line("  API gateway   http://localhost:"
                + state.only(PartName.GATEWAY).port());
        output.line("  Kafka         127.0.0.1:" + state.only(PartName.KAFKA).port());
        output.line("  PostgreSQL    127.0.0.1:" + state.only(PartName.POSTGRES).port());
        output.line("  health, metrics and OpenAPI of every service: see ./muster status");
        output.line("");
    }

    /** Stays until Ctrl-C, which stops the stack, or until another launcher has stopped it. */
    public void watchUntilStopped() {
        output.line("Ctrl-C stops it.");
        Runtime.getRuntime().addShutdownHook(new Thread(this::down, "stop-stack"));
        Set<Part> told = new HashSet<>();
        Optional<StackState> state = stack.state();
        while (state.isPresent()) {
            state.get().parts().stream()
                    .filter(part -> !Processes.isAlive(part) && !stopping.get() && told.add(part))
                    .forEach(this::tellDeath);
            pause();
            state = stack.state();
        }
    }

    /** Stops everything, if it is there. */
    public void down() {
        stopping.set(true);
        if (stack.state().isPresent()) {
            output.line("Stopping ...");
            new Shutdown(stack, output).stopAll();
            output.line("Stopped.");
        }
    }

    private void tellDeath(Part part) {
        output.line(part.id() + " is gone" + Startup.lastLines(stack.folder(), part));
        output.line("Start it again with ./muster start " + part.id());
    }

    private static void forgetHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // the hook runs now, and does what it is there for
            return;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
