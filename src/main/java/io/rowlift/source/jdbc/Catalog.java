package io.rowlift.source.jdbc;

import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** What a product's own tables say about the user's tables. */
public interface Catalog {

    /** Returns all tables and views, partitions and those without rights included, by name. */
    List<CatalogTable> tables(Connection connection) throws SQLException;

    /**
     * Describes a statement without running it.
     *
     * @return its columns, in order
     */
    List<Described> describe(Connection connection, String sql) throws SQLException;

    /**
     * A column of a statement.
     *
     * @param type how it is read
     * @param declared the type as the source prints it
     */
    record Described(ColumnType type, String declared) {
        /** Lets a product build its description from JDBC's metadata. */
        @FunctionalInterface
        public interface From {
            /** Returns the description of a column, counted from 1. */
            Described column(ResultSetMetaData metadata, int column) throws SQLException;
        }
    }
}
