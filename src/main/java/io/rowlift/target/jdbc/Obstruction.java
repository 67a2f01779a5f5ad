package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema.Statement;
import java.sql.Connection;
import java.sql.SQLException;

/** Why an object cannot be made because of rows that are in the table. */
public sealed interface Obstruction {

    /**
     * Several rows have one key.
     *
     * @param key as the server prints it
     */
    record Collision(String key) implements Obstruction {}

    /** Rows refer to rows that are not there. */
    record Missing(Orphans orphans) implements Obstruction {}

    /** A row is in the way in another manner: the server's words for it would hold values. */
    record Other(String reason) implements Obstruction {}

    /** Finds out what it is. */
    @FunctionalInterface
    interface Search {
        /**
         * Returns what stands in the way of a statement that was refused because of a row.
         *
         * @param connection in a new transaction
         */
        Obstruction find(Connection connection, Statement statement, SQLException refusal) throws SQLException;
    }
}
