package io.muster.launcher.command;

import io.muster.launcher.LauncherException;
import io.muster.launcher.control.LogTail;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartSelector;
import io.muster.launcher.stack.StackFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code muster logs}. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Prints the end of the log of a part.")
public final class LogsCommand implements Callable<Integer> {

    private static final long PAUSE_MILLIS = 200;

    @Mixin
    private StackOptions options;

    @Parameters(
            paramLabel = "SERVICE[/REPLICA]",
            description = "A part of the stack, also kafka, postgres, api-gateway.")
    private String name;

    @Option(names = "-f", description = "Goes on printing what is written.")
    private boolean follow;

    @Option(
            names = "-n",
            paramLabel = "LINES",
            defaultValue = "100",
            description = "Number of lines. Default: ${DEFAULT-VALUE}.")
    private int lines;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackFolder folder = options.stack().folder();
        List<Part> parts = PartSelector.parse(name).in(options.stack().require());
        if (follow && parts.size() > 1) {
            throw new LauncherException("-f follows one log; say which replica: " + name + "/1");
        }
        PrintWriter out = spec.commandLine().getOut();
        for (Part part : parts) {
            out.print(LogTail.of(folder.log(part.id()), lines));
            out.flush();
        }
        if (follow) {
            follow(folder.log(parts.getFirst().id()), out);
        }
        return 0;
    }

    /** Until the user has enough and presses Ctrl-C. */
    private static void follow(Path log, PrintWriter out) throws IOException, InterruptedException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(file.length());
            byte[] buffer = new byte[8_192];
            while (!Thread.currentThread().isInterrupted()) {
                int read = file.read(buffer);
                if (read > 0) {
                    out.print(new String(buffer, 0, read, StandardCharsets.UTF_8));
                    out.flush();
                } else {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        }
    }
}
