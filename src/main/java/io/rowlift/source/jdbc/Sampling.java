package io.rowlift.source.jdbc;

import io.rowlift.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** How a product reads a random part of a table without reading the rest. */
@FunctionalInterface
public interface Sampling {

    /**
     * Returns a sample that is large enough to cut a table into ranges of about so many rows; empty where the product has
     * none, or where the table is so small that its whole index is read as quickly.
     */
    Optional<Sample> of(Connection connection, TableName table, long rowsPerRange) throws SQLException;

    /**
     * A sample.
     *
     * @param clause what follows the table's name
     * @param condition what thins the rows out further
     * @param ranges how many ranges the table holds, by the server's own estimate of its rows
     */
    record Sample(String clause, String condition, int ranges) {}
}
