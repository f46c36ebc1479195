package io.muster.launcher;

import io.muster.launcher.command.BenchCommand;
import io.muster.launcher.command.DemoCommand;
import io.muster.launcher.command.DownCommand;
import io.muster.launcher.command.KillCommand;
import io.muster.launcher.command.LogsCommand;
import io.muster.launcher.command.RestartCommand;
import io.muster.launcher.command.StartCommand;
import io.muster.launcher.command.StatusCommand;
import io.muster.launcher.command.TokenCommand;
import io.muster.launcher.command.TrainCommand;
import io.muster.launcher.command.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of the {@code muster} script once a JDK is found. */
@Command(
        name = "muster",
        mixinStandardHelpOptions = true,
        description = "Runs a Muster stack on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            TokenCommand.class,
            StartCommand.class,
            KillCommand.class,
            RestartCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            TrainCommand.class
        },
        footer = {
            "",
            "Also: build (package what has changed) and test (every test of the project).",
            "Help on a command: muster COMMAND --help"
        })
public final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command and answers its exit code: 0 done, 1 it did not work, 2 wrong usage. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Launcher())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
    }

    private static int report(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof LauncherException) {
            command.getErr().println("muster: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
