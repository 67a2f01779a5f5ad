package io.rowlift.source.postgres.log;

import io.rowlift.schema.TableName;
import io.rowlift.source.Capture;
import io.rowlift.source.Capture.Watched;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The publication that says which tables a capture hears of.
 *
 * <p>Partitions are published under their own names, and brought back to the watched table by {@link Ancestors}: through
 * their root PostgreSQL leaves out a TRUNCATE of one of them (PostgreSQL 18 documentation, "CREATE PUBLICATION",
 * publish_via_partition_root).
 */
record Publication(Capture capture) {

    /** Makes it, or has it name what is watched now. */
    void ensure(Connection connection) throws SQLException {
        boolean exists = exists(connection);
        if (exists && published(connection).equals(watched())) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            if (exists) {
                statement.execute(change());
            } else {
                statement.execute(creation(connection.getMetaData().getDatabaseMajorVersion()));
            }
        }
    }

    /** Returns the statement that makes it; before PostgreSQL 18 values of generated columns are never in the log. */
    String creation(int version) {
        return "CREATE PUBLICATION " + capture.name() + " FOR TABLE " + tables()
                + (version < 18 ? "" : " WITH (publish_generated_columns = stored)");
    }

    /** Returns the statement that has it name what is watched. */
    String change() {
        return "ALTER PUBLICATION " + capture.name() + " SET TABLE " + tables();
    }

    boolean exists(Connection connection) throws SQLException {
        return !Server.rows(connection, "select 1 from pg_publication where pubname = ?", capture.name())
                .isEmpty();
    }

    /** Returns the watched tables that it does not name, without which a server sends nothing of them. */
    Set<String> missing(Connection connection) throws SQLException {
        Set<String> missing = new TreeSet<>(watched());
        missing.removeAll(published(connection));
        return missing;
    }

    void drop(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP PUBLICATION IF EXISTS " + capture.name());
        }
    }

    private String tables() {
        return watched().stream().sorted().collect(Collectors.joining(", "));
    }

    private Set<String> watched() {
        return capture.tables().stream()
                .map(Watched::table)
                .map(Publication::quoted)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> published(Connection connection) throws SQLException {
        return Server.rows(
                        connection,
                        "select n.nspname, c.relname from pg_publication p"
                                + " join pg_publication_rel r on r.prpubid = p.oid join pg_class c on c.oid = r.prrelid"
                                + " join pg_namespace n on n.oid = c.relnamespace where p.pubname = ?",
                        capture.name())
                .stream()
                .map(row -> quoted(new TableName(row.get(0), row.get(1))))
                .collect(Collectors.toUnmodifiableSet());
    }

    static String quoted(TableName table) {
        return quoted(table.schema()) + "." + quoted(table.name());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
