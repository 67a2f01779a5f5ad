package io.rowlift.target.mysql;

import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Row;
import io.rowlift.target.RowCheck;
import io.rowlift.target.jdbc.Loader;
import io.rowlift.target.jdbc.RowBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends rows in INSERT statements of many rows each, limited by their bytes. */
final class InsertLoader implements Loader {

    /** More than this is not faster, and takes a replica or a proxy that much longer at a time. */
    private static final int ENOUGH = 4 << 20;

    /** Vitess counts the rows that a statement affects, and refuses 100,000. */
    private static final int MOST_ROWS = 20_000;

    private final RowCheck check;
    private final byte[] prefix;
    private final int packet;
    private final int[] positions;
    private final Literals[] literals;

    InsertLoader(TargetTable table, RowCheck check, int packet) {
        this(table, table.columns(), check, packet);
    }

    /** Encodes some of a table's columns. */
    InsertLoader(TargetTable table, List<TargetColumn> columns, RowCheck check, int packet) {
        this.check = check;
        String insert = "INSERT INTO " + Quoted.name(table.name())
                + columns.stream()
                        .map(column -> Quoted.name(column.name()))
                        .collect(Collectors.joining(", ", " (", ")"))
                + " VALUES ";
        this.prefix = insert.getBytes(StandardCharsets.UTF_8);
        this.packet = packet - prefix.length - 64;
        this.positions = columns.stream()
                .mapToInt(column -> table.copy().position(column.copy()))
                .toArray();
        this.literals = columns.stream()
                .map(column -> Literals.of(
                        column.copy().column().type(),
                        MySqlType.parse(column.type()).orElse(null)))
                .toArray(Literals[]::new);
    }

    @Override
    public @Nullable String encode(Row row, RowBuffer buffer) {
        String obstacle = check.obstacle(row);
        if (obstacle != null) {
            return obstacle;
        }
        int before = buffer.length();
        // each row brings the comma before it, which the first one of a statement leaves behind
        buffer.addByte(',');
        buffer.addByte('(');
        for (int i = 0; i < positions.length; i++) {
            if (i > 0) {
                buffer.addByte(',');
            }
            Object value = row.get(positions[i]);
            if (value == null) {
                buffer.add("NULL");
            } else {
                literals[i].add(value, buffer);
            }
        }
        buffer.addByte(')');
        int size = buffer.length() - before;
        return size <= packet
                ? null
                : "the row takes %,d bytes in a statement, the server's max_allowed_packet leaves %,d"
                        .formatted(size, packet);
    }

    /**
     * Runs a statement that ends with a list of encoded rows.
     *
     * @return how many rows it affected
     */
    static int execute(Connection connection, String prefix, RowBuffer buffer, int from, int to, String suffix)
            throws SQLException {
        int start = buffer.start(from) + 1;
        String list = new String(buffer.bytes(), start, buffer.start(to) - start, StandardCharsets.UTF_8);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.executeUpdate(prefix + list + suffix);
        }
    }

    @Override
    public int send(Connection connection, RowBuffer buffer, int from, int to) throws SQLException {
        int start = buffer.start(from);
        int end = from + 1;
        int most = Math.min(to, from + MOST_ROWS);
        int limit = Math.min(ENOUGH, packet);
        while (end < most && buffer.start(end + 1) - start <= limit) {
            end++;
        }
        int length = buffer.start(end) - start - 1;
        byte[] sql = new byte[prefix.length + length];
        System.arraycopy(prefix, 0, sql, 0, prefix.length);
        System.arraycopy(buffer.bytes(), start + 1, sql, prefix.length, length);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.executeUpdate(new String(sql, StandardCharsets.UTF_8));
        }
        return end;
    }
}
