package io.muster.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one process is started.
 *
 * @param environment what is added to the environment; may hold secrets, so it is not part of {@link #toString()}
 * @param folder working directory
 * @param log where both output streams go, appended
 */
public record ProcessSpec(List<String> command, Map<String, String> environment, Path folder, Path log) {

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return String.join(" ", command);
    }
}
