package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table as MySQL declares it.
 *
 * @param copy what it is a copy of
 * @param columns in order
 * @param early indexes that are there from the start, the primary key first
 * @param late indexes that are made after the load
 * @param checks their lines in CREATE TABLE
 * @param references foreign keys, which come last of all
 * @param partitions what follows CREATE TABLE's parentheses, or null
 * @param collation how texts are compared that say nothing else
 * @param comment for people, or null
 * @param surrogate an invisible column of numbers that is its primary key and that no row brings, or null
 */
record TableDesign(
        TableCopy copy,
        List<ColumnDesign> columns,
        List<IndexDesign> early,
        List<IndexDesign> late,
        List<String> checks,
        List<ReferenceDesign> references,
        @Nullable String partitions,
        String collation,
        @Nullable String comment,
        @Nullable String surrogate) {

    TableDesign {
        columns = List.copyOf(columns);
        early = List.copyOf(early);
        late = List.copyOf(late);
        checks = List.copyOf(checks);
        references = List.copyOf(references);
    }

    /**
     * A foreign key.
     *
     * @param name the constraint's name
     * @param columns the referring columns
     * @param table the table referred to
     * @param referenced its columns
     * @param onDelete what happens to rows when the row that they refer to goes
     * @param onUpdate what happens to rows when its key changes
     */
    record ReferenceDesign(
            String name,
            List<String> columns,
            TableName table,
            List<String> referenced,
            Action onDelete,
            Action onUpdate) {
        ReferenceDesign {
            columns = List.copyOf(columns);
            referenced = List.copyOf(referenced);
        }

        String sql() {
            return "CONSTRAINT " + Quoted.name(name) + " FOREIGN KEY (" + Quoted.names(columns) + ") REFERENCES "
                    + Quoted.name(table) + " (" + Quoted.names(referenced) + ")"
                    + action(" ON DELETE ", onDelete) + action(" ON UPDATE ", onUpdate);
        }

        private static String action(String words, Action action) {
            return switch (action) {
                case NO_ACTION -> "";
                case RESTRICT -> words + "RESTRICT";
                case CASCADE -> words + "CASCADE";
                case SET_NULL -> words + "SET NULL";
                case SET_DEFAULT -> words + "SET DEFAULT";
            };
        }
    }

    /** Returns the same table with other indexes after the load, and with foreign keys. */
    TableDesign with(List<IndexDesign> newLate, List<ReferenceDesign> newReferences) {
        return new TableDesign(
                copy, columns, early, newLate, checks, newReferences, partitions, collation, comment, surrogate);
    }

    /** Returns the same table in one piece. */
    TableDesign whole() {
        return new TableDesign(copy, columns, early, late, checks, references, null, collation, comment, surrogate);
    }

    /** Returns the same table with a primary key that no row brings. */
    TableDesign identified(String column) {
        return new TableDesign(copy, columns, early, late, checks, references, partitions, collation, comment, column);
    }

    TableName name() {
        return copy.target();
    }

    Stream<IndexDesign> indexes() {
        return Stream.concat(early.stream(), late.stream());
    }

    /** Returns CREATE TABLE. */
    String sql() {
        List<String> lines = new ArrayList<>();
        if (surrogate != null) {
            lines.add(Quoted.name(surrogate) + " bigint unsigned NOT NULL AUTO_INCREMENT INVISIBLE PRIMARY KEY");
        }
        columns.forEach(c -> lines.add(c.sql(collation)));
        early.forEach(i -> lines.add(i.sql()));
        lines.addAll(checks);
        String sql = "CREATE TABLE " + Quoted.name(name()) + " (\n  " + String.join(",\n  ", lines)
                + "\n) ENGINE=InnoDB DEFAULT CHARSET=" + collation.replaceFirst("_.*", "") + " COLLATE=" + collation;
        return sql
                + (comment == null ? "" : " COMMENT=" + Quoted.text(comment))
                + (partitions == null ? "" : "\n" + partitions);
    }
}
