package io.rowlift.source.postgres.log;

import io.rowlift.problem.FailedException;
import io.rowlift.schema.TableName;
import io.rowlift.source.Capture;
import io.rowlift.source.Capture.Watched;
import io.rowlift.source.LogEvent;
import io.rowlift.source.postgres.log.PgOutput.Cell;
import io.rowlift.source.postgres.log.PgOutput.Relation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the messages of one replication session into events: of the tables and columns that are watched. */
final class Watching {

    private static final int BYTEA = 17;

    private final Map<TableName, Watched> watched = new HashMap<>();
    private final Map<Integer, Known> known = new HashMap<>();
    private final Set<Integer> orphans = new HashSet<>();
    private final Ancestors ancestors;

    Watching(Capture capture, Ancestors ancestors) {
        this.ancestors = ancestors;
        capture.tables().forEach(table -> watched.put(table.table(), table));
    }

    /** A table as the session has described it last. */
    private record Known(String part, TableName table, List<Relation.Column> columns, List<Integer> positions) {

        /** A partition that was added later may have another replica identity than those that were checked. */
        void requireIdentity() {
            for (int position : positions) {
                if (!columns.get(position).identity()) {
                    throw new FailedException(
                            "table \"" + table + "\": the log does not have the old \""
                                    + columns.get(position).name() + "\" of rows of " + part + " that were changed",
                            "ALTER TABLE " + part + " REPLICA IDENTITY FULL; then " + Slot.WAY_BACK,
                            null);
                }
            }
        }
    }

    /** Hands over the event of a message, if it is about a watched table. */
    void see(PgOutput message, Consumer<LogEvent> events) throws SQLException {
        if (message instanceof Relation relation) {
            describe(relation, events);
        } else if (message instanceof PgOutput.Insert insert) {
            Known table = known.get(insert.relation());
            if (table != null) {
                events.accept(new LogEvent.Changed(table.table(), null, values(table, insert.row(), null)));
            }
        } else if (message instanceof PgOutput.Update update) {
            Known table = known.get(update.relation());
            if (table != null) {
                table.requireIdentity();
                events.accept(updated(table, update));
            }
        } else if (message instanceof PgOutput.Delete delete) {
            Known table = known.get(delete.relation());
            if (table != null) {
                table.requireIdentity();
                events.accept(new LogEvent.Changed(table.table(), values(table, delete.before(), null), null));
            }
        } else if (message instanceof PgOutput.Truncate truncate) {
            for (int relation : truncate.relations()) {
                Known table = known.get(relation);
                if (table != null) {
                    events.accept(new LogEvent.Truncated(table.table()));
                }
            }
        }
    }

    /** Without an old row none of the columns was changed that the table's replica identity has: all of the watched. */
    private static LogEvent.Changed updated(Known table, PgOutput.Update update) {
        List<Cell> old = update.before();
        List<@Nullable String> after = values(table, update.after(), old);
        return new LogEvent.Changed(table.table(), old == null ? after : values(table, old, null), after);
    }

    private void describe(Relation relation, Consumer<LogEvent> events) throws SQLException {
        Watched wanted = wanted(relation);
        if (wanted == null) {
            orphaned(relation, events);
            return;
        }
        TableName name = wanted.table();
        Known before = known.get(relation.id());
        List<Integer> positions = wanted.columns().stream()
                .map(column -> position(relation, column))
                .toList();
        String part = Publication.quoted(new TableName(relation.schema(), relation.name()));
        known.put(relation.id(), new Known(part, name, relation.columns(), positions));
        if (before != null && !before.columns().equals(relation.columns())) {
            events.accept(new LogEvent.Altered(name, "its columns were changed"));
        }
    }

    private @Nullable Watched wanted(Relation relation) throws SQLException {
        Watched itself = watched.get(new TableName(relation.schema(), relation.name()));
        if (itself != null) {
            return itself;
        }
        for (TableName ancestor : ancestors.of(relation.id())) {
            Watched whole = watched.get(ancestor);
            if (whole != null) {
                return whole;
            }
        }
        return null;
    }

    /**
     * Nothing but what is watched is published: this was a partition when it was written, and is none any more. Of which
     * table nobody knows; its rows are gone from it.
     */
    private void orphaned(Relation relation, Consumer<LogEvent> events) {
        if (orphans.add(relation.id())) {
            watched.keySet().forEach(table -> events.accept(new LogEvent.Truncated(table)));
        }
    }

    private static int position(Relation relation, String column) {
        for (int i = 0; i < relation.columns().size(); i++) {
            if (relation.columns().get(i).name().equals(column)) {
                return i;
            }
        }
        throw new FailedException(
                "table \"" + relation.schema() + "." + relation.name() + "\" has no column \"" + column
                        + "\" any more, by which changes of it are followed",
                "undo the change, or change the mapping and load the entities anew that read it: rowlift migrate JOB"
                        + " --restart ENTITY",
                null);
    }

    private static List<@Nullable String> values(Known table, List<Cell> row, @Nullable List<Cell> old) {
        List<@Nullable String> values = new ArrayList<>(table.positions().size());
        for (int position : table.positions()) {
            Cell cell = row.get(position);
            if (cell.unchanged()) {
                cell = Objects.requireNonNull(old, "an untouched value of the replica identity without an old row")
                        .get(position);
            }
            values.add(text(cell, table.columns().get(position)));
        }
        return values;
    }

    private static @Nullable String text(Cell cell, Relation.Column column) {
        String text = cell.text();
        return text != null && column.type() == BYTEA ? "0x" + text.substring(2) : text;
    }
}
