package io.muster.testing;

import io.muster.testing.backend.Endpoints;
import io.muster.testing.backend.SharedBackend;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database of one service in the PostgreSQL of this test JVM, with a role that owns it and nothing else.
 *
 * @param name database and role name: the service name with underscores
 */
public record MusterDatabase(String host, int port, String name, String user, String password) {

    private static final String PASSWORD = "only-for-tests";

    /**
     * Creates the database and its role unless this JVM has them already. Its content stays between test classes.
     *
     * @param service such as {@code ticket-service}; letters, digits and dashes
     */
    public static MusterDatabase of(String service) {
        if (!service.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("not a service name: " + service);
        }
        Endpoints server = SharedBackend.endpoints();
        String name = service.replace('-', '_');
        synchronized (System.getProperties()) {
            createUnlessThere(server, name);
        }
        return new MusterDatabase(server.databaseHost(), server.databasePort(), name, name, PASSWORD);
    }

    /** A plain JDBC connection as the service's role; the caller closes it. */
    public Connection connect() throws SQLException {
        return source(host, port, name).getConnection(user, password);
    }

    /** For tools that want a JDBC address. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ':' + port + '/' + name;
    }

    private static void createUnlessThere(Endpoints server, String name) {
        PGSimpleDataSource source = source(server.databaseHost(), server.databasePort(), "postgres");
        try (Connection admin = source.getConnection(server.databaseUser(), server.databasePassword());
                Statement statement = admin.createStatement()) {
            if (exists(admin, name)) {
                return;
            }
            statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE " + name + " OWNER " + name);
            statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        } catch (SQLException e) {
            throw new IllegalStateException("could not create the database " + name, e);
        }
    }

    private static boolean exists(Connection admin, String name) throws SQLException {
        try (PreparedStatement query = admin.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static PGSimpleDataSource source(String host, int port, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        return source;
    }
}
