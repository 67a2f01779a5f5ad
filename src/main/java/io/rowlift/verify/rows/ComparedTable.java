package io.rowlift.verify.rows;

import io.rowlift.copy.TableCopy;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.KeyHash;
import io.rowlift.problem.RefusedException;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.schema.Shape;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Source;
import io.rowlift.target.RowCheck;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table of both sides: how its rows are read, and what of them is compared. Safe for use by several threads.
 *
 * @param name the source's name of it, for people
 * @param source reads what was copied
 * @param target reads what is there, all of it
 * @param check tells which rows the target cannot hold
 * @param columns all that were copied
 * @param key those that identify a row on both sides; empty where rows are compared as a multiset: because nothing
 *     identifies them, or what does was not copied
 */
record ComparedTable(
        String name,
        AggregateReader source,
        AggregateReader target,
        RowCheck check,
        List<ComparedColumn> columns,
        List<ComparedColumn> key) {

    ComparedTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /**
     * Holds a table that was copied against what the target has.
     *
     * @throws RefusedException when the target lacks the table or a column
     */
    static ComparedTable of(TargetTable table, RowCheck check, Source source, Source target) {
        TableCopy copy = table.copy();
        requireThere(table, target);
        AggregateReader from = source.reader(copy.aggregate());
        List<ColumnCopy> key = copy.whole() ? List.of() : key(copy, from);
        List<String> names = key.stream().map(ColumnCopy::target).toList();
        AggregateReader to = target.reader(reading(copy, names));
        Shape held = to.reading().shape();
        List<ComparedColumn> columns = new ArrayList<>();
        for (ColumnCopy column : copy.columns()) {
            int at = held.column(column.target());
            if (at < 0) {
                throw new RefusedException(
                        "table \"" + table.name() + "\" of the target has no column \"" + column.target() + "\"",
                        "if the mapping was changed since the load, migrate again; otherwise add the column");
            }
            columns.add(new ComparedColumn(
                    column.source(),
                    column.target(),
                    copy.position(column),
                    at,
                    CanonicalColumn.of(column, held.columns().get(at))));
        }
        List<ComparedColumn> identifying = names.stream()
                .map(name -> columns.stream()
                        .filter(column -> column.target().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
        boolean identified =
                identifying.stream().allMatch(column -> column.canonical().compared());
        return new ComparedTable(copy.name(), from, to, check, columns, identified ? identifying : List.of());
    }

    private static void requireThere(TargetTable table, Source target) {
        boolean there = target.tables().stream().anyMatch(known -> known.name().equals(table.name()));
        if (!there) {
            throw new RefusedException(
                    "the target has no table \"" + table.name() + "\" that the login can see",
                    "run \"rowlift migrate\" first, or grant SELECT on it");
        }
    }

    /** Returns the columns that identify a row in the source, if all of them were copied. */
    private static List<ColumnCopy> key(TableCopy copy, AggregateReader source) {
        List<ColumnCopy> key = new ArrayList<>();
        for (String name : source.reading().key().columns()) {
            Optional<ColumnCopy> copied = copy.columns().stream()
                    .filter(column -> column.source().equals(name))
                    .findFirst();
            if (copied.isEmpty()) {
                return List.of();
            }
            key.add(copied.get());
        }
        return key;
    }

    private static Aggregate reading(TableCopy copy, List<String> key) {
        return new Aggregate(
                copy.name(),
                copy.target().toString(),
                key,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                key.isEmpty(),
                copy.aggregate().location());
    }

    boolean keyed() {
        return !key.isEmpty();
    }

    AggregateReader reader(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    /**
     * Returns whether the target may lack a row. It may have it all the same: what is copied undecoded arrives whether or not
     * it can be read.
     */
    boolean excused(Side side, Row row) {
        return side == Side.SOURCE && check.obstacle(row) != null;
    }

    Trace trace(Side side, Row row) {
        KeyHash content = hash(side, row, columns);
        List<String> values = key.stream()
                .map(column -> RowKey.text(Objects.requireNonNull(row.get(column.at(side)), "a key column is NULL")))
                .toList();
        return new Trace(keyed() ? hash(side, row, key) : content, content, excused(side, row), values);
    }

    /** Returns a key as the source's or the target's reader asks for it. */
    RowKey rowKey(Side side, List<String> values) {
        return new RowKey(key.stream().map(column -> column.name(side)).toList(), List.copyOf(values));
    }

    private static KeyHash hash(Side side, Row row, List<ComparedColumn> columns) {
        MessageDigest digest = sha256();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        for (ComparedColumn column : columns) {
            byte[] value = column.of(side, row);
            // the length keeps two values from running into each other; NULL is not the empty text
            digest.update(
                    length.clear().putInt(value == null ? -1 : value.length).flip());
            if (value != null) {
                digest.update(value);
            }
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new KeyHash(hash.getLong(), hash.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
