package io.rowlift.target.postgres;

import io.rowlift.copy.PostgresBinary;
import io.rowlift.copy.RangeBytes.Format;
import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.target.jdbc.ByteLoader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends rows through COPY in its binary format, as another PostgreSQL server has sent them. */
final class CopyBytes implements ByteLoader {

    /** The driver looks for notices after each piece, so that small ones cost more than their bytes. */
    private static final int PIECE = 1 << 18;

    private final TargetTable table;

    CopyBytes(TargetTable table) {
        this.table = table;
    }

    @Override
    public Optional<Format> format(Connection connection) throws SQLException {
        String sql = """
                SELECT format_type(a.atttypid, a.atttypmod)
                FROM unnest(?::text[]) WITH ORDINALITY AS wanted (name, n)
                JOIN pg_attribute a ON a.attname = wanted.name
                WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY wanted.n""";
        List<String> types = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            String[] names = table.columns().stream().map(TargetColumn::name).toArray(String[]::new);
            select.setArray(1, connection.createArrayOf("text", names));
            select.setString(2, PostgresDialect.quoted(table.name()));
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    types.add(found.getString(1));
                }
            }
        }
        return types.size() == table.columns().size() ? PostgresBinary.of(types) : Optional.empty();
    }

    @Override
    public Sending begin(Connection connection) throws SQLException {
        String columns = table.columns().stream()
                .map(column -> PostgresDialect.quoted(column.name()))
                .collect(Collectors.joining(", ", " (", ")"));
        return new Pieces(connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + PostgresDialect.quoted(table.name()) + columns + " FROM STDIN (FORMAT binary)"));
    }

    /** Gathers bytes into pieces. */
    private static final class Pieces implements Sending {

        private final CopyIn copy;
        private final byte[] piece = new byte[PIECE];
        private int filled;

        Pieces(CopyIn copy) {
            this.copy = copy;
        }

        @Override
        public void send(byte[] bytes) throws SQLException {
            if (filled + bytes.length > PIECE) {
                flush();
            }
            if (bytes.length > PIECE) {
                copy.writeToCopy(bytes, 0, bytes.length);
            } else {
                System.arraycopy(bytes, 0, piece, filled, bytes.length);
                filled += bytes.length;
            }
        }

        private void flush() throws SQLException {
            copy.writeToCopy(piece, 0, filled);
            filled = 0;
        }

        @Override
        public long end() throws SQLException {
            flush();
            return copy.endCopy();
        }
    }
}
