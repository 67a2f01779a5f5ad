package io.rowlift.target.jdbc;

import io.rowlift.copy.RangeBytes.Format;
import io.rowlift.copy.TargetSchema.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Rows on their way to the server in its own format, undecoded. */
public interface ByteStream {

    /** Sends the next bytes. */
    void send(byte[] bytes) throws SQLException;

    /** Ends the rows and returns how many the server has taken. */
    long end() throws SQLException;

    /** Opens streams. */
    interface Factory {
        /** For products that take no bytes. */
        Factory NONE = new Factory() {
            @Override
            public Optional<Format> format(Connection connection, TargetTable table) {
                return Optional.empty();
            }

            @Override
            public ByteStream open(Connection connection, TargetTable table) {
                throw new IllegalStateException("table " + table.name() + " takes no bytes");
            }
        };

        /** Returns what bytes a table takes, by the types that its columns really have. */
        Optional<Format> format(Connection connection, TargetTable table) throws SQLException;

        /** Begins to send rows of a table, in the connection's transaction. */
        ByteStream open(Connection connection, TargetTable table) throws SQLException;
    }
}
