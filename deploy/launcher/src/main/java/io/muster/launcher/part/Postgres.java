package io.muster.launcher.part;

import io.muster.launcher.LauncherException;
import io.muster.launcher.process.ProcessSpec;
import io.muster.launcher.process.Processes;
import io.muster.launcher.secret.SecretFiles;
import io.muster.launcher.secret.Secrets;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackFolder;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL from the embedded binaries, durable, on loopback with password authentication. */
public final class Postgres implements PartRunner {

    private static final String ADMIN = "postgres";

    /**
     * A new file of the log is not filled with zeros, and the first 2 GB of them are kept for reuse: filling one holds
     * up every commit for 30 to 60 ms. Payloads and outbox rows live for seconds: a minute between two looks of
     * autovacuum, the default, lets their indexes grow to many times the live rows. Tables of some hundred thousand tickets
     * and sessions are larger than 256 MB, and changed pages were written out and read again under load.
     */
    private static final List<String> SETTINGS = List.of(
            "shared_buffers=1GB",
            "max_connections=200",
            "wal_init_zero=off",
            "min_wal_size=2GB",
            "max_wal_size=4GB",
            "autovacuum_naptime=5s",
            "log_timezone=UTC",
            "timezone=UTC");

    private static final Duration CHILDREN_END = Duration.ofSeconds(20);

    private final StackFolder folder;
    private final Secrets secrets;

    public Postgres(StackFolder folder, Secrets secrets) {
        this.folder = folder;
        this.secrets = secrets;
    }

    @Override
    public void prepare(Part part) throws IOException {
        Path home = StackFolder.createPrivate(folder.of(part.id().name()));
        PostgresBinaries.unpack(home.resolve("server"));
        if (!Files.exists(cluster().resolve("PG_VERSION"))) {
            initialise(home);
        }
        awaitEndOfChildren();
    }

    /**
     * The children of a killed server end a moment after it, and a new one does not start while one of them holds the
     * old shared memory.
     */
    private void awaitEndOfChildren() throws IOException {
        for (ProcessHandle child : Processes.running(Path.of(binary("postgres")))) {
            if (!Processes.ends(child, CHILDREN_END)) {
                throw new LauncherException("process " + child.pid() + " of an earlier PostgreSQL still runs after "
                        + CHILDREN_END.toSeconds() + " s; end it and start again");
            }
        }
    }

    @Override
    public ProcessSpec spec(Part part) {
        List<String> command = asOrdinaryUser();
        command.addAll(List.of(
                binary("postgres"),
                "-D",
                cluster().toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(part.port()),
                "-k",
                "")); // no socket file: its path may be too long for the system, and nobody needs it
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        return new ProcessSpec(command, Map.of(), folder.of(PartName.POSTGRES), folder.log(part.id()));
    }

    @Override
    public boolean isReady(Part part) {
        try (Connection connection = connect(part)) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false; // not yet
        }
    }

    /** "Fast" shutdown: open connections are closed. The usual TERM would wait for them. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    /** Makes the database and the role of each service, unless they are there. */
    public void createDatabases(Part part) {
        try (Connection connection = connect(part)) {
            for (PartName service : PartName.services()) {
                ServiceDatabase.create(
                        connection, service.database(), secrets.databases().get(service.text()));
            }
        } catch (SQLException e) {
            throw new LauncherException("could not create the databases: " + e.getMessage(), e);
        }
    }

    private Connection connect(Part part) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {part.port()});
        source.setDatabaseName(ADMIN);
        source.setConnectTimeout(2);
        return source.getConnection(ADMIN, secrets.databaseAdmin());
    }

    private void initialise(Path home) throws IOException {
        Path passwordFile = home.resolve("admin-password");
        SecretFiles.write(passwordFile, secrets.databaseAdmin());
        List<String> command = asOrdinaryUser();
        command.addAll(List.of(
                binary("initdb"),
                "-D",
                cluster().toString(),
                "-U",
                ADMIN,
                "-E",
                "UTF8",
                "--locale=C",
                "-A",
                "scram-sha-256",
                "--pwfile",
                passwordFile.toString()));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new LauncherException("PostgreSQL could not lay out its data:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted", e);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own, root is nobody. */
    private static List<String> asOrdinaryUser() {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root && !LinuxUtils.isUnshareAvailable()) {
            throw new LauncherException("PostgreSQL does not run as root and this system has no user namespaces;"
                    + " run ./muster as an ordinary user");
        }
        return new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
    }

    private String binary(String name) {
        return folder.of(PartName.POSTGRES).resolve("server/bin").resolve(name).toString();
    }

    private Path cluster() {
        return folder.of(PartName.POSTGRES).resolve("cluster");
    }
}
