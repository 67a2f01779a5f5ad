package io.rowlift.target.postgres;

import io.rowlift.copy.PostgresBinary;
import io.rowlift.copy.RangeBytes.Format;
import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.target.jdbc.ByteStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends rows through COPY in its binary format, as another PostgreSQL has handed them over. */
final class CopyBytes implements ByteStream.Factory {

    private static final String TYPES = """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod)
            FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped""";

    @Override
    public Optional<Format> format(Connection connection, TargetTable table) throws SQLException {
        Map<String, String> types = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(TYPES)) {
            select.setString(1, PostgresDialect.quoted(table.name()));
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    types.put(found.getString(1), found.getString(2));
                }
            }
        }
        List<String> ordered = new ArrayList<>();
        for (TargetColumn column : table.columns()) {
            ordered.add(types.getOrDefault(column.name(), "unknown"));
        }
        return PostgresBinary.of(ordered);
    }

    @Override
    public ByteStream open(Connection connection, TargetTable table) throws SQLException {
        String columns = table.columns().stream()
                .map(column -> PostgresDialect.quoted(column.name()))
                .collect(Collectors.joining(", ", " (", ")"));
        String sql = "COPY " + PostgresDialect.quoted(table.name()) + columns + " FROM STDIN (FORMAT binary)";
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        return new Pieces(copy);
    }

    /** Gathers rows: the driver looks for notices after each piece, which costs more than a row of bytes. */
    private static final class Pieces implements ByteStream {

        private static final int SIZE = 1 << 18;

        private final CopyIn copy;
        private final byte[] piece = new byte[SIZE];
        private int filled;

        Pieces(CopyIn copy) {
            this.copy = copy;
        }

        @Override
        public void send(byte[] bytes) throws SQLException {
            if (filled + bytes.length > SIZE) {
                flush();
            }
            if (bytes.length > SIZE) {
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
