package io.muster.bench;

import io.muster.bench.allocation.AllocationCommand;
import io.muster.bench.engine.EngineCommand;
import io.muster.bench.intake.IntakeCommand;
import io.muster.bench.pipeline.PipelineCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./muster bench NAME}: runs one benchmark against a running stack. */
@Command(
        name = "bench",
        description = "Measures a running stack from the outside and writes bench/results/NAME.json.",
        subcommands = {PipelineCommand.class, IntakeCommand.class, AllocationCommand.class, EngineCommand.class},
        mixinStandardHelpOptions = true)
public final class Bench {

    private Bench() {}

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new Bench());
        command.setExecutionExceptionHandler((failure, failed, parsed) -> {
            failed.getErr().println("bench: " + reason(failure));
            return 1;
        });
        System.exit(command.execute(args));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && cause.getMessage() != null
                && cause.getMessage().contains(cause.getCause().toString())) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
