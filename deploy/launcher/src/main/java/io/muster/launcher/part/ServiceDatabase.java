package io.muster.launcher.part;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One service's database and the role that owns it and can connect to nothing else. */
final class ServiceDatabase {

    private ServiceDatabase() {}

    /**
     * Creates both, or sets the role's password if they are there.
     *
     * @param name letters and underscores, from our own list of services
     * @param password URL-safe base 64, so it needs no quoting
     */
    static void create(Connection admin, String name, String password) throws SQLException {
        if (!name.matches("[a-z_]+") || !password.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("not a name or password of ours: " + name);
        }
        try (Statement statement = admin.createStatement()) {
            String role = exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = ?", name) ? "ALTER" : "CREATE";
            statement.execute(role + " ROLE " + name + " LOGIN PASSWORD '" + password + "'");
            if (!exists(admin, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                statement.execute("CREATE DATABASE " + name + " OWNER " + name);
                statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
            }
        }
    }

    private static boolean exists(Connection admin, String query, String name) throws SQLException {
        try (PreparedStatement statement = admin.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
