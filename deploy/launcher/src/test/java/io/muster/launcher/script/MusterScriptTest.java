package io.muster.launcher.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for a JDK in the bash script, on made-up install folders. */
class MusterScriptTest {

    private static final Path SCRIPT = Path.of("../../muster").toAbsolutePath().normalize();

    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    @TempDir
    private Path folder;

    private String javaHome = "";

    @Test
    void prefersJavaHome() throws Exception {
        javaHome = jdk("chosen", "25.0.1").toString();
        jdk("installed/temurin-25", "25.0.3");

        assertThat(run("find_jdk").output()).isEqualTo(javaHome + "\n");
    }

    @Test
    void passesOverAJavaHomeOfAnotherVersion() throws Exception {
        javaHome = jdk("chosen", "17.0.9").toString();
        Path expected = jdk("installed/temurin-25", "25.0.3");

        assertThat(run("find_jdk").output()).isEqualTo(expected + "\n");
    }

    @Test
    void findsAJdkInAnInstallFolderAmongOthers() throws Exception {
        jdk("installed/java-17", "17.0.9");
        jdk("installed/java-26", "26");
        Path expected = jdk("installed/my jdk 25", "25");

        assertThat(run("find_jdk").output()).isEqualTo(expected + "\n");
    }

    @Test
    void findsAJdkOfMacOs() throws Exception {
        Path expected = jdk("installed/temurin-25.jdk/Contents/Home", "25.0.1");

        assertThat(run("find_jdk").output()).isEqualTo(expected + "\n");
    }

    @Test
    void findsAJdkOnThePath() throws Exception {
        Path expected = jdk("elsewhere", "25.0.1");

        assertThat(run("find_jdk", expected.resolve("bin").toString()).output()).isEqualTo(expected + "\n");
    }

    @Test
    void passesOverAJavaRuntimeWithoutCompiler() throws Exception {
        Path runtime = jdk("installed/jre-25", "25.0.1");
        Files.delete(runtime.resolve("bin/javac"));

        assertThat(run("find_jdk").exitCode()).isEqualTo(1);
    }

    @Test
    void saysWhatToInstallWhenThereIsNone() throws Exception {
        Result result = run("use_jdk");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("no JDK 25 found")
                .contains("Install one")
                .contains("JAVA_HOME");
    }

    @Test
    void refusesAnUnknownCommand() throws Exception {
        Result result = run("main sing");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("there is no command 'sing'").contains("Usage: ./muster");
    }

    @Test
    void explainsItselfWithoutAJdk() throws Exception {
        Result result = run("main");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("Usage: ./muster").contains("demo");
    }

    private record Result(int exitCode, String output) {}

    private Result run(String function, String... path) throws Exception {
        String search = String.join(":", path) + (path.length == 0 ? "" : ":") + tools();
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", "source '" + SCRIPT + "'; " + function).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", search);
        builder.environment().put("HOME", folder.toString());
        builder.environment()
                .put("MUSTER_JDK_FOLDERS", folder.resolve("installed").toString());
        if (!javaHome.isEmpty()) {
            builder.environment().put("JAVA_HOME", javaHome);
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** The few tools the script needs, without the JDK that lives in the same folder as they do. */
    private String tools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : new String[] {"bash", "sed", "readlink", "dirname", "cat"}) {
            Path real = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            Path wrapper = tools.resolve(tool);
            Files.writeString(wrapper, "#!/bin/sh\nexec " + real + " \"$@\"\n");
            Files.setPosixFilePermissions(wrapper, EXECUTABLE);
        }
        return tools.toString();
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.toRealPath().resolve(name);
        Files.createDirectories(home.resolve("bin"));
        for (String tool : new String[] {"java", "javac"}) {
            Files.createFile(home.resolve("bin").resolve(tool), PosixFilePermissions.asFileAttribute(EXECUTABLE));
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
