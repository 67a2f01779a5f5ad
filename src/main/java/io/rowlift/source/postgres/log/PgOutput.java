package io.rowlift.source.postgres.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages of PostgreSQL's {@code pgoutput} plugin, version 1: PostgreSQL 18 documentation, "Logical Replication Message
 * Formats".
 */
sealed interface PgOutput {

    /** A transaction begins that was committed. */
    record Begin(int xid) implements PgOutput {}

    /** A transaction ends. */
    record Commit(long end, Instant at) implements PgOutput {}

    /** What the columns of a table are called from here on. */
    record Relation(int id, String schema, String name, List<Column> columns) implements PgOutput {
        /**
         * A column.
         *
         * @param identity whether the log has what it was before a change
         */
        record Column(String name, int type, int modifier, boolean identity) {}
    }

    /** A row came. */
    record Insert(int relation, List<Cell> row) implements PgOutput {}

    /** A row was changed; what it was before is there as far as the table's replica identity has it. */
    record Update(int relation, @Nullable List<Cell> before, List<Cell> after) implements PgOutput {}

    /** A row went. */
    record Delete(int relation, List<Cell> before) implements PgOutput {}

    /** Tables were emptied. */
    record Truncate(List<Integer> relations) implements PgOutput {}

    /** Nothing that matters here. */
    record Other() implements PgOutput {}

    /**
     * A value.
     *
     * @param text as the server prints it, null for NULL
     * @param unchanged whether it is not there because it is stored apart and was not touched
     */
    record Cell(@Nullable String text, boolean unchanged) {
        static final Cell NULL = new Cell(null, false);
        static final Cell UNCHANGED = new Cell(null, true);
    }

    /** Reads a message. */
    static PgOutput read(ByteBuffer message) {
        char type = (char) message.get();
        return switch (type) {
            case 'B' -> begin(message);
            case 'C' -> commit(message);
            case 'R' -> relation(message);
            case 'I' -> insert(message);
            case 'U' -> update(message);
            case 'D' -> delete(message);
            case 'T' -> truncate(message);
            default -> new Other();
        };
    }

    private static PgOutput begin(ByteBuffer message) {
        message.getLong(); // where the transaction ends
        message.getLong(); // when
        return new Begin(message.getInt());
    }

    private static PgOutput commit(ByteBuffer message) {
        message.get(); // flags, none defined
        message.getLong(); // where the commit begins
        long end = message.getLong();
        Instant at = Instant.parse("2000-01-01T00:00:00Z").plus(message.getLong(), ChronoUnit.MICROS);
        return new Commit(end, at);
    }

    private static PgOutput relation(ByteBuffer message) {
        int id = message.getInt();
        String schema = name(message);
        String table = name(message);
        message.get(); // replica identity
        List<Relation.Column> columns = new ArrayList<>();
        for (int left = message.getShort(); left > 0; left--) {
            boolean identity = message.get() != 0;
            columns.add(new Relation.Column(name(message), message.getInt(), message.getInt(), identity));
        }
        // an empty name stands for pg_catalog
        return new Relation(id, schema.isEmpty() ? "pg_catalog" : schema, table, List.copyOf(columns));
    }

    private static PgOutput insert(ByteBuffer message) {
        int relation = message.getInt();
        message.get(); // N
        return new Insert(relation, row(message));
    }

    private static PgOutput update(ByteBuffer message) {
        int relation = message.getInt();
        List<Cell> before = null;
        char kind = (char) message.get();
        if (kind != 'N') {
            before = row(message);
            message.get(); // N
        }
        return new Update(relation, before, row(message));
    }

    private static PgOutput delete(ByteBuffer message) {
        int relation = message.getInt();
        message.get(); // K or O
        return new Delete(relation, row(message));
    }

    private static PgOutput truncate(ByteBuffer message) {
        int count = message.getInt();
        message.get(); // CASCADE, RESTART IDENTITY
        List<Integer> relations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            relations.add(message.getInt());
        }
        return new Truncate(relations);
    }

    private static List<Cell> row(ByteBuffer message) {
        int count = message.getShort();
        List<Cell> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            char kind = (char) message.get();
            switch (kind) {
                case 'n' -> cells.add(Cell.NULL);
                case 'u' -> cells.add(Cell.UNCHANGED);
                default -> cells.add(new Cell(text(message, message.getInt()), false));
            }
        }
        return cells;
    }

    private static String text(ByteBuffer message, int length) {
        String text =
                new String(message.array(), message.arrayOffset() + message.position(), length, StandardCharsets.UTF_8);
        message.position(message.position() + length);
        return text;
    }

    private static String name(ByteBuffer message) {
        int end = message.position();
        while (message.get(end) != 0) {
            end++;
        }
        String name = text(message, end - message.position());
        message.get();
        return name;
    }
}
