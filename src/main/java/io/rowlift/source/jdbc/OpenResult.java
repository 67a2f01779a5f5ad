package io.rowlift.source.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A statement whose result stays open between two chunks, with the connection and the transaction that it takes. */
final class OpenResult implements AutoCloseable {

    private final Connections.Lease lease;
    private final Statement statement;
    private final ResultSet result;

    private OpenResult(Connections.Lease lease, Statement statement, ResultSet result) {
        this.lease = lease;
        this.statement = statement;
        this.result = result;
    }

    /** Runs a statement. */
    static OpenResult of(Connections connections, Dialect dialect, Query query, int portion) throws SQLException {
        Connections.Lease lease = connections.lease();
        try {
            Statement statement = dialect.streaming(lease.connection(), query, portion);
            return new OpenResult(lease, statement, statement.getResultSet());
        } catch (SQLException | RuntimeException e) {
            lease.spoil();
            lease.close();
            throw e;
        }
    }

    Connection connection() {
        return lease.connection();
    }

    ResultSet result() {
        return result;
    }

    /** Closes it after a failure: MySQL's driver tells that of a server's cursor once more to whoever comes next. */
    void spoil() {
        lease.spoil();
        close();
    }

    @Override
    public void close() {
        try {
            try {
                statement.close();
            } finally {
                lease.close();
            }
        } catch (SQLException e) {
            // the connection is lost or given back: either way nothing is held any more
        }
    }
}
