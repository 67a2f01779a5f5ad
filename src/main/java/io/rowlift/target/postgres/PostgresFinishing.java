package io.rowlift.target.postgres;

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

/** What PostgreSQL does its own way after the rows. */
final class PostgresFinishing implements Finishing {

    /** A quarter of a gigabyte, unless the server gives more already; in kB, as the server counts. */
    private static final String MORE_MEMORY = """
            SELECT set_config('maintenance_work_mem', greatest(setting::bigint, 262144) || 'kB', true)
            FROM pg_settings WHERE name = 'maintenance_work_mem'""";

    /** Sorting in memory is what an index is mostly made of; everybody may raise it, and gets it back afterwards. */
    @Override
    public @Nullable String room(Phase phase) {
        return phase == Phase.INDEXES ? MORE_MEMORY : null;
    }

    @Override
    public List<Statement> sequences(Connection connection, TargetSchema schema, List<Sequence> sequences)
            throws SQLException {
        return PostgresSequences.statements(connection, schema, sequences);
    }

    @Override
    public Obstruction obstruction(Connection connection, Statement statement, SQLException refusal)
            throws SQLException {
        return PostgresObstructions.find(connection, refusal);
    }
}
