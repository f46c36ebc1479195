package io.muster.launcher.stack;

import io.muster.launcher.LauncherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where things are.
 *
 * @param root the checkout, with the built services
 * @param data everything a stack writes
 */
public record StackFolder(Path root, Path data) {

    public StackFolder {
        root = root.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    public Path stateFile() {
        return data.resolve("stack.json");
    }

    public Path lockFile() {
        return data.resolve("stack.lock");
    }

    public Path secretsFile() {
        return data.resolve("secrets.json");
    }

    public Path clientsFile() {
        return data.resolve("clients.json");
    }

    public Path gatewayConfig() {
        return data.resolve("api-gateway.json");
    }

    public Path signingKey() {
        return of(PartName.SESSION).resolve("keys").resolve("signing-key.jwk.json");
    }

    /**
     * Where the stack's processes put temporary files. It is in the environment of each of them and, unlike most of it,
     * handed on to the game servers that the allocator starts, so it also tells whose child a process is.
     */
    public Path temporary() {
        return data.resolve("tmp");
    }

    /** The folder of one kind of part; replicas of a service share it. */
    public Path of(PartName name) {
        return data.resolve(name.text());
    }

    public Path log(PartId id) {
        return data.resolve("logs").resolve(id.fileName() + ".log");
    }

    /** The packaged application of a service. */
    public Path serviceJar(PartName name) {
        return built(root.resolve(name.text()).resolve("target/quarkus-app/quarkus-run.jar"));
    }

    public Path gatewayJar() {
        return jar("deploy/api-gateway", "muster-api-gateway");
    }

    /** The launcher's libraries, among them Kafka's server. */
    public Path libraries() {
        return built(root.resolve("deploy/launcher/target/lib"));
    }

    /** The jar of a module that is run with {@code java -jar}. */
    public Path jar(String module, String artifact) {
        return built(root.resolve(module).resolve("target").resolve(artifact + "-1.0.0-SNAPSHOT.jar"));
    }

    /** Creates a folder that only its owner can read. */
    public static Path createPrivate(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("could not create " + folder, e);
        }
    }

    /** Deletes a folder, if it is there, with everything in it. */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path built(Path path) {
        if (!Files.exists(path)) {
            throw new LauncherException(path + " is missing; build it with ./muster build");
        }
        return path;
    }
}
