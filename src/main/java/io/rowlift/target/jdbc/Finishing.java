package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.schema.Structure.Sequence;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a product does its own way after the rows. */
public interface Finishing {
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

    /**
     * Returns what stands in the way of a statement that was refused because of a row.
     *
     * @param connection in a new transaction
     */
    Obstruction obstruction(Connection connection, Statement statement, SQLException refusal) throws SQLException;
}
