package io.muster.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.launcher.process.ProcessStarter;
import io.muster.launcher.process.Processes;
import io.muster.launcher.secret.SecretFiles;
import io.muster.launcher.secret.Secrets;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartId;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.Ports;
import io.muster.launcher.stack.StackFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The real PostgreSQL of a stack, as a process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path data;

    private StackFolder folder;
    private Secrets secrets;
    private Postgres postgres;
    private Part part;

    @BeforeAll
    void start() throws IOException {
        folder = new StackFolder(Path.of("../.."), data);
        secrets = SecretFiles.load(folder);
        postgres = new Postgres(folder, secrets);
        int port = new Ports(new SecureRandom()).next();
        part = launch(new Part(new PartId(PartName.POSTGRES, 1), 0, 0, port, 0));
        postgres.createDatabases(part);
    }

    @AfterAll
    void stop() {
        ProcessHandle process = Processes.of(part).orElseThrow();
        Processes.signal(process.pid(), postgres.stopSignal());
        assertThat(Processes.ends(process, PATIENCE)).isTrue();
    }

    @Test
    @Order(1)
    void letsAServiceIntoItsOwnDatabase() throws SQLException {
        try (Connection connection = connect("ticket_service", "ticket-service")) {
            connection.createStatement().execute("CREATE TABLE marks (id int)");
            assertThat(connection.isValid(2)).isTrue();
        }
    }

    @Test
    @Order(2)
    void keepsAServiceOutOfTheDatabaseOfAnother() {
        assertThatThrownBy(() -> connect("session_service", "ticket-service").close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    @Order(3)
    void refusesAWrongPassword() {
        String url = url("ticket_service");

        assertThatThrownBy(() -> DriverManager.getConnection(url, "ticket_service", "guess")
                        .close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    @Order(4)
    void createsNothingTwice() {
        postgres.createDatabases(part);

        assertThat(postgres.isReady(part)).isTrue();
    }

    @Test
    @Order(5)
    void hasItsDataAgainAfterACrash() throws Exception {
        ProcessHandle process = Processes.of(part).orElseThrow();
        process.destroyForcibly();
        assertThat(Processes.ends(process, PATIENCE)).isTrue();

        part = launch(part);

        try (Connection connection = connect("ticket_service", "ticket-service");
                var tables = connection.getMetaData().getTables(null, "public", "marks", null)) {
            assertThat(tables.next()).isTrue();
        }
    }

    private Part launch(Part stopped) throws IOException {
        postgres.prepare(stopped);
        ProcessHandle process = new ProcessStarter(folder.temporary()).start(postgres.spec(stopped));
        Part started = stopped.started(process.pid(), Processes.startedAt(process));
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!postgres.isReady(started)) {
            assertThat(System.nanoTime()).as("time to get ready").isLessThan(giveUp);
            assertThat(process.isAlive()).as("alive").isTrue();
        }
        return started;
    }

    private Connection connect(String database, String service) throws SQLException {
        String user = service.replace('-', '_');
        return DriverManager.getConnection(
                url(database), user, secrets.databases().get(service));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + part.port() + "/" + database;
    }
}
