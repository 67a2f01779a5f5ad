package io.rowlift.target.postgres;

import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Row;
import io.rowlift.target.RowCheck;
import io.rowlift.target.jdbc.Loader;
import io.rowlift.target.jdbc.RowBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends rows through COPY in its text format: one statement, whatever their number. */
final class CopyLoader implements Loader {

    /** So much goes to the driver at once: a stop or a refusal is noticed in between. */
    private static final int PIECE = 1 << 20;

    private final RowCheck check;
    private final String sql;
    private final int[] positions;
    private final Form[] forms;

    CopyLoader(TargetTable table, RowCheck check) {
        this(table, table.columns(), PostgresDialect.quoted(table.name()), check);
    }

    /**
     * Sends some of a table's columns.
     *
     * @param into the quoted name of the table that takes them
     */
    CopyLoader(TargetTable table, List<TargetColumn> columns, String into, RowCheck check) {
        this.check = check;
        this.sql = "COPY " + into
                + columns.stream()
                        .map(column -> PostgresDialect.quoted(column.name()))
                        .collect(Collectors.joining(", ", " (", ")"))
                + " FROM STDIN";
        this.positions = columns.stream()
                .mapToInt(column -> table.copy().position(column.copy()))
                .toArray();
        this.forms = columns.stream()
                .map(column -> Forms.of(column.copy().column().type(), PostgresType.of(column.type())))
                .toArray(Form[]::new);
    }

    @Override
    public @Nullable String encode(Row row, RowBuffer buffer) {
        String obstacle = check.obstacle(row);
        if (obstacle != null) {
            return obstacle;
        }
        for (int i = 0; i < positions.length; i++) {
            if (i > 0) {
                buffer.addByte('\t');
            }
            Object value = row.get(positions[i]);
            if (value == null) {
                CopyText.nothing(buffer);
            } else {
                forms[i].add(value, buffer);
            }
        }
        buffer.addByte('\n');
        return null;
    }

    @Override
    public int send(Connection connection, RowBuffer buffer, int from, int to) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            int end = buffer.start(to);
            for (int at = buffer.start(from); at < end; at += PIECE) {
                copy.writeToCopy(buffer.bytes(), at, Math.min(PIECE, end - at));
            }
            copy.endCopy();
            return to;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
