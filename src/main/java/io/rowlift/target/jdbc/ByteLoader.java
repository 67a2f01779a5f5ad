package io.rowlift.target.jdbc;

import io.rowlift.copy.RangeBytes.Format;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Takes rows of one table as bytes in the product's own format. */
public interface ByteLoader {
    /** Returns the format that the table's columns take, as they are in the target now; nothing when they take none. */
    Optional<Format> format(Connection connection) throws SQLException;

    /** Begins to send. */
    Sending begin(Connection connection) throws SQLException;

    /** One statement that takes bytes. */
    interface Sending {
        /** Sends the next bytes. */
        void send(byte[] bytes) throws SQLException;

        /** Ends the statement and returns how many rows the server has taken. */
        long end() throws SQLException;
    }
}
