package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Structure.Sequence;
import io.rowlift.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * Returns the statement that takes rows away in one small transaction, to be repeated until none is left; or null
     * when a table can be emptied at once.
     */
    @Nullable
    String removal(TargetTable table);

    /** Returns the statements that remove the foreign keys from and to a table, as they are in the target now. */
    List<String> releases(Connection connection, TableName table) throws SQLException;

    /** Returns whether a transaction can go on after a statement failed in it, without a savepoint. */
    boolean outlivesFailures();

    /** Returns a statement that gives the making of a phase's objects more room until the transaction ends, or null. */
    @Nullable
    String room(Phase phase);

    /**
     * Returns the statements that take the target's counters behind the source's next values and behind the greatest
     * values that are in the tables.
     *
     * @param sequences the source's
     */
    List<Statement> sequences(Connection connection, TargetSchema schema, List<Sequence> sequences) throws SQLException;

    /** Returns a loader for the rows of a table. */
    Loader loader(TargetTable table);

    /** Quotes a table's full name. */
    default String name(TableName table) {
        return quote(table.schema()) + "." + quote(table.name());
    }
}
