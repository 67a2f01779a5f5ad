package io.rowlift.source.jdbc;

import io.rowlift.schema.TableName;
import io.rowlift.source.Inspection.Text;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a product brings to an inspection. */
public interface Checkup {

    /** Returns what is peculiar to the product, each to be done in a transaction of its own. */
    List<Check> checks();

    /** Returns all indexes of the user's tables. */
    List<AccessPath> paths(Connection connection) throws SQLException;

    /** Returns the server's own estimates of rows; tables of which it has none are left out. */
    Map<TableName, Long> rows(Connection connection) throws SQLException;

    /** Returns how text columns are compared; columns of other types, and labels of an enum, are left out. */
    List<Text> texts(Connection connection, TableName table, Set<String> columns) throws SQLException;

    /** Returns an expression of a text that is equal only to the same spelling. */
    String spelling(String expression);

    /**
     * Returns the statement that copies a column to the rows that refer to it.
     *
     * @param child the table that refers, called {@code c} in the condition
     * @param parent the table referred to, called {@code p}
     */
    String copy(String child, String childColumn, String parent, String parentColumn, String condition);
}
