package io.rowlift.target.jdbc;

import io.rowlift.schema.Row;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Brings rows of one table to the server in the product's fastest way. Belongs to one thread. */
public interface Loader {
    /**
     * Appends a row to a buffer. Leaves the row without an end when it cannot be held.
     *
     * @return why the target cannot hold the row, naming the column and never a value; null when it can
     */
    @Nullable
    String encode(Row row, RowBuffer buffer);

    /**
     * Sends rows in one statement, all or none of them.
     *
     * @param from the first row
     * @param to after the last row that may be sent
     * @return after the last row that was sent
     */
    int send(Connection connection, RowBuffer buffer, int from, int to) throws SQLException;
}
