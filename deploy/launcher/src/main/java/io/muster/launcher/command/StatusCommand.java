package io.muster.launcher.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.launcher.control.Stack;
import io.muster.launcher.control.StackStatus;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code muster status}: exit code 0 when everything is ready, 1 when something is not, 3 when no stack is there. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Lists the processes of the stack, their ports and whether they are ready.")
public final class StatusCommand implements Callable<Integer> {

    private static final int NOT_READY = 1;
    private static final int NO_STACK = 3;

    @Mixin
    private StackOptions options;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        Stack stack = options.stack();
        Optional<StackStatus> status = StackStatus.of(stack);
        if (json) {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(status.orElseGet(StackStatus::none)));
        } else if (status.isPresent()) {
            status.get().table().forEach(out::println);
        } else {
            out.println("No stack is running with its data in " + stack.folder().data() + ".");
        }
        return status.map(found -> found.ready() ? 0 : NOT_READY).orElse(NO_STACK);
    }
}
