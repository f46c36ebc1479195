package io.muster.launcher.part;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java process, run by the JVM that runs the launcher. */
final class JavaCommand {

    private JavaCommand() {}

    /**
     * Puts it together.
     *
     * @param heap largest heap, such as {@code 384m}
     * @param extra further options, such as a user's own; may be empty
     * @param rest from {@code -jar} or {@code -cp} on
     */
    static List<String> of(String heap, List<String> extra, String... rest) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Duser.timezone=UTC");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(extra);
        command.addAll(List.of(rest));
        return command;
    }
}
