package io.muster.launcher.secret;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files that hold secrets: readable by their owner only from the moment they exist. */
public final class SecretFiles {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private SecretFiles() {}

    /** The secrets of a data folder, made now if it has none yet. */
    public static Secrets load(StackFolder folder) {
        Path file = folder.secretsFile();
        try {
            if (Files.exists(file)) {
                return JSON.readValue(file.toFile(), Secrets.class);
            }
            Secrets made = Secrets.random();
            write(file, JSON.writeValueAsString(made));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("could not read or write " + file, e);
        }
    }

    /** Writes what session-service must know about its clients: the services of the stack. */
    public static void writeClients(StackFolder folder, Secrets secrets) {
        List<Client> clients = PartName.services().stream()
                .map(service -> Client.of(service, secrets))
                .toList();
        try {
            write(folder.clientsFile(), JSON.writeValueAsString(clients));
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + folder.clientsFile(), e);
        }
    }

    /** Writes a file that was never readable by others. */
    public static void write(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(file, content);
    }

    private record Client(
            String clientId, String secret, String namespace, List<String> roles, List<String> permissions) {

        /** Only the allocator hands tokens to game servers, and it does so in every namespace ({@code *}). */
        static Client of(PartName service, Secrets secrets) {
            boolean mints = service == PartName.ALLOCATOR;
            return new Client(
                    service.text(),
                    secrets.clients().get(service.text()),
                    mints ? "*" : "muster",
                    List.of("service"),
                    mints ? List.of("mint:server") : List.of());
        }
    }

    static Map<String, Object> read(Path file) throws IOException {
        return JSON.readerForMapOf(Object.class).readValue(file.toFile());
    }
}
