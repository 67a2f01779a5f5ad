package io.rowlift.source.jdbc;

import io.rowlift.schema.Structure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a product's own tables say about a database as a whole. */
public interface Structures {

    /**
     * Reads everything that the database declares, with a number of statements that does not grow with its tables.
     *
     * @param tables what the {@link Catalog} says about the same database
     */
    Structure read(Connection connection, List<CatalogTable> tables) throws SQLException;
}
