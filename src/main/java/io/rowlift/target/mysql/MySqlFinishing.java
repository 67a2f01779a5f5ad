package io.rowlift.target.mysql;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.schema.Structure.Sequence;
import io.rowlift.target.jdbc.Finishing;
import io.rowlift.target.jdbc.Obstruction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What MySQL does its own way after the rows. */
final class MySqlFinishing implements Finishing {

    @Override
    public @Nullable String room(Phase phase) {
        return null;
    }

    @Override
    public List<Statement> sequences(Connection connection, TargetSchema schema, List<Sequence> sequences)
            throws SQLException {
        return MySqlCounters.statements(connection, schema, sequences);
    }

    @Override
    public Obstruction obstruction(Connection connection, Statement statement, SQLException refusal) {
        return MySqlObstructions.find(statement, refusal);
    }
}
