package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.TableName;
import java.util.List;

/** How a product says what all relational targets need. */
public interface Dialect {
    /** Quotes an identifier. */
    String quote(String identifier);

    /** Returns the statements that make the ledger's two tables where they are not there, {@link Ledger} says with what. */
    List<String> ledger(TableName header, TableName entries);

    /**
     * Returns a query for the names of a table's columns: {@code name}, and whether a row can be inserted without it
     * ({@code optional}); no row when there is no such table. Takes schema and table as parameters.
     */
    String columns();

    /** Returns whether a transaction can go on after a statement failed in it, without a savepoint. */
    boolean outlivesFailures();

    /** Returns a loader for the rows of a table. */
    Loader loader(TargetTable table);

    /** Returns what writes and removes rows of a table by its key. */
    Upsert upsert(TargetTable table);

    /** Quotes a table's full name. */
    default String name(TableName table) {
        return quote(table.schema()) + "." + quote(table.name());
    }
}
