package io.rowlift.target.mysql;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Structure.Sequence;
import io.rowlift.schema.TableName;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes AUTO_INCREMENT to where the source's counters are. Behind the greatest value in the table it is already: every
 * insert that brings its own value moves it.
 */
final class MySqlCounters {

    private MySqlCounters() {}

    static List<Statement> statements(Connection connection, TargetSchema schema, List<Sequence> sequences)
            throws SQLException {
        List<Statement> statements = new ArrayList<>();
        for (TargetTable table : schema.tables()) {
            @Nullable String column = counted(connection, table.name());
            for (Sequence sequence : sequences) {
                if (column != null && isOf(sequence, table, column)) {
                    statements.add(statement(table.name(), sequence));
                }
            }
        }
        return statements;
    }

    /** A counter whose value the source does not tell needs nothing: InnoDB's follows the rows that were written. */
    private static boolean isOf(Sequence sequence, TargetTable table, String counted) {
        BigInteger next = sequence.next();
        return next != null
                && next.signum() > 0
                && table.copy().definition().table().name().equals(sequence.owner())
                && sequence.increment().signum() > 0
                && table.columns().stream()
                        .anyMatch(column -> column.name().equals(counted)
                                && column.copy().source().equals(sequence.column()));
    }

    private static @Nullable String counted(Connection connection, TableName table) throws SQLException {
        String sql = """
                SELECT column_name FROM information_schema.columns
                WHERE table_schema = ? AND table_name = ? AND extra LIKE '%auto_increment%'""";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, table.schema());
            select.setString(2, table.name());
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? found.getString(1) : null;
            }
        }
    }

    private static Statement statement(TableName table, Sequence sequence) {
        return new Statement(
                Phase.SEQUENCES,
                table,
                "counter of table \"" + table + "\"",
                "SELECT COALESCE(auto_increment, 1) >= " + sequence.next() + " FROM information_schema.tables"
                        + " WHERE table_schema = " + literal(table.schema()) + " AND table_name = "
                        + literal(table.name()),
                "ALTER TABLE " + Quoted.name(table) + " AUTO_INCREMENT = " + sequence.next());
    }

    private static String literal(String name) {
        return "'" + name.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
