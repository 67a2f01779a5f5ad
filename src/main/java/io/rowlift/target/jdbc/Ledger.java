package io.rowlift.target.jdbc;

import io.rowlift.plan.Checkpoint;
import io.rowlift.schema.TableName;
import io.rowlift.target.Ownership;
import io.rowlift.target.RowWriter.Standing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is done, kept in the target beside the rows: per table and range one entry, which is changed in the transaction
 * that writes the rows, and a header that says whose the tables are.
 */
final class Ledger {

    /** Stands for a table that is being emptied. */
    private static final int EMPTYING = -1;

    private static final String OF_TABLE = " WHERE table_schema = ? AND table_name = ?";
    private static final String OF_RANGE = OF_TABLE + " AND range_no = ?";

    private final Dialect dialect;
    private final TableName headerTable;
    private final TableName entryTable;
    private final String header;
    private final String entries;

    /**
     * Names the ledger.
     *
     * @param schema the schema or database that it is in
     */
    Ledger(Dialect dialect, String schema) {
        this.dialect = dialect;
        this.headerTable = new TableName(schema, "rowlift_ledger_header");
        this.entryTable = new TableName(schema, "rowlift_ledger");
        this.header = dialect.name(headerTable);
        this.entries = dialect.name(entryTable);
    }

    TableName name() {
        return entryTable;
    }

    List<String> statements() {
        return dialect.ledger(headerTable, entryTable);
    }

    /** Returns whether both of its tables are there. */
    boolean exists(Connection connection) throws SQLException {
        return Tables.exists(connection, dialect, headerTable) && Tables.exists(connection, dialect, entryTable);
    }

    /** Returns the header; nothing when there is none, or no ledger at all. */
    Optional<Header> header(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT version, job, store, source, begun FROM " + header + " WHERE id = 1")) {
            return found.next()
                    ? Optional.of(new Header(
                            found.getInt(1),
                            new Ownership(found.getString(2), found.getString(3)),
                            found.getString(4),
                            found.getString(5)))
                    : Optional.empty();
        }
    }

    void write(Connection connection, Header now) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + header + " WHERE id = 1");
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + header + " (id, version, job, store, source, begun) VALUES (1, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, now.version());
            insert.setString(2, now.owner().job());
            insert.setString(3, now.owner().store());
            insert.setString(4, now.source());
            insert.setString(5, now.begun());
            insert.executeUpdate();
        }
    }

    Optional<Standing> standing(Connection connection, TableName table, int range) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT key_position, rows_read, rows_written, done FROM " + entries + OF_RANGE)) {
            range(select, 1, table, range);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? Optional.of(standing(found)) : Optional.empty();
            }
        }
    }

    private static Standing standing(ResultSet found) throws SQLException {
        String position = found.getString(1);
        return new Standing(
                position == null ? null : new Checkpoint(position),
                found.getLong(2),
                found.getLong(3),
                found.getInt(4) == 1);
    }

    /**
     * Takes the entry of a range from one standing to the next, and holds it until the transaction ends, so that nobody
     * else can.
     *
     * @return false when the entry is not as it was; then the transaction has to be rolled back
     */
    boolean advance(Connection connection, TableName table, int range, Standing before, Standing after)
            throws SQLException {
        return before.equals(Standing.NONE)
                ? begin(connection, table, range, after)
                : change(connection, table, range, before, after);
    }

    private boolean begin(Connection connection, TableName table, int range, Standing after) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + entries
                + " (key_position, rows_read, rows_written, done, table_schema, table_name, range_no)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            set(insert, after);
            range(insert, 5, table, range);
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state != null && state.startsWith("23")) {
                return false; // the entry is there: a transaction that was taken for lost was not, or another run's
            }
            throw e;
        }
    }

    private boolean change(Connection connection, TableName table, int range, Standing before, Standing after)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE " + entries
                + " SET key_position = ?, rows_read = ?, rows_written = ?, done = ?" + OF_RANGE
                + " AND rows_read = ? AND done = 0")) {
            set(update, after);
            range(update, 5, table, range);
            update.setLong(8, before.rows());
            return update.executeUpdate() == 1;
        }
    }

    /** Says how many rows were read and written after all, in the transaction that has advanced the range. */
    void correct(Connection connection, TableName table, int range, Standing after) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + entries + " SET rows_read = ?, rows_written = ?" + OF_RANGE)) {
            update.setLong(1, after.rows());
            update.setLong(2, after.written());
            range(update, 3, table, range);
            update.executeUpdate();
        }
    }

    /** Returns how many rows of a table the ledger says are in the target. */
    long written(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT COALESCE(SUM(rows_written), 0) FROM " + entries + OF_TABLE)) {
            table(select, 1, table);
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    /** Forgets what is done of a table, and remembers that it is being emptied. */
    void beginEmptying(Connection connection, TableName table) throws SQLException {
        forget(connection, table);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + entries
                + " (table_schema, table_name, range_no, rows_read, rows_written, done) VALUES (?, ?, ?, 0, 0, 0)")) {
            range(insert, 1, table, EMPTYING);
            insert.executeUpdate();
        }
    }

    /** Returns whether a table was being emptied when somebody was interrupted. */
    boolean isEmptying(Connection connection, TableName table) throws SQLException {
        return standing(connection, table, EMPTYING).isPresent();
    }

    /** Forgets what is done of a table. */
    void forget(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + entries + OF_TABLE)) {
            table(delete, 1, table);
            delete.executeUpdate();
        }
    }

    /** Forgets what is done of all tables. */
    void forget(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + entries);
        }
    }

    private static void set(PreparedStatement statement, Standing standing) throws SQLException {
        @Nullable Checkpoint position = standing.position();
        statement.setString(1, position == null ? null : position.text());
        statement.setLong(2, standing.rows());
        statement.setLong(3, standing.written());
        statement.setInt(4, standing.done() ? 1 : 0);
    }

    private static void range(PreparedStatement statement, int first, TableName table, int range) throws SQLException {
        table(statement, first, table);
        statement.setInt(first + 2, range);
    }

    private static void table(PreparedStatement statement, int first, TableName table) throws SQLException {
        statement.setString(first, table.schema());
        statement.setString(first + 1, table.name());
    }
}
