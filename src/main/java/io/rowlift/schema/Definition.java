package io.rowlift.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a table is declared. Expressions are in the source's language, as the source prints them: PostgreSQL's with the
 * schema of every name that is not its own, types too.
 *
 * @param table its names, columns and keys, as rows are read
 * @param columns what is declared of each column, in the order of the table's
 * @param indexes all indexes, the primary key's first, those of constraints included, by name
 * @param checks by name
 * @param references foreign keys, by name
 * @param partitioning how it is partitioned, or null
 * @param comment for people, or null
 * @param rows how many rows the source believes it has, -1 when it does not know
 * @param bytes how large the source believes it is, without indexes, -1 when it does not know
 */
public record Definition(
        Table table,
        List<ColumnDefinition> columns,
        List<Index> indexes,
        List<Check> checks,
        List<Reference> references,
        @Nullable Partitioning partitioning,
        @Nullable String comment,
        long rows,
        long bytes) {
    public Definition {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        checks = List.copyOf(checks);
        references = List.copyOf(references);
    }

    /**
     * What is declared of a column.
     *
     * @param column its name, type and nullability; {@code declared} is its type in full, with length and sign
     * @param preset the default's expression, or null: constants as literals, texts in quotes, MySQL's bytes as {@code x'00ff'};
     *     a serial column keeps its {@code nextval(...)} beside its identity
     * @param generated the expression that the column is computed by, or null
     * @param stored whether a generated column is stored
     * @param identity how values are given by a sequence, or null
     * @param onUpdate the expression that every change of the row sets it to (MySQL's ON UPDATE), or null
     * @param collation MySQL's collation of text; PostgreSQL's where it is not that of the type, quoted; else null
     * @param charset MySQL's character set of text, or null
     * @param labels an enum's or a set's labels, in order; empty for other types
     * @param invisible whether {@code SELECT *} leaves it out
     * @param comment for people, or null
     */
    public record ColumnDefinition(
            Column column,
            @Nullable String preset,
            @Nullable String generated,
            boolean stored,
            @Nullable Identity identity,
            @Nullable String onUpdate,
            @Nullable String collation,
            @Nullable String charset,
            List<String> labels,
            boolean invisible,
            @Nullable String comment) {
        public ColumnDefinition {
            labels = List.copyOf(labels);
        }
    }

    /**
     * A column whose values a sequence gives: identity, serial or AUTO_INCREMENT.
     *
     * @param always whether values of the user's are refused (GENERATED ALWAYS)
     * @param sequence the sequence's name; the table's for AUTO_INCREMENT; one that no column owns may serve several
     */
    public record Identity(boolean always, TableName sequence) {}

    /**
     * An index.
     *
     * @param name its name; {@code PRIMARY} for MySQL's primary key
     * @param unique whether it guards uniqueness
     * @param primary whether it is the primary key's
     * @param constraint whether a constraint stands behind it, which then has its name
     * @param method {@code btree}, {@code hash}, {@code gin}, {@code fulltext}, {@code spatial} ...: in lower case
     * @param parts what is indexed, in order
     * @param include further columns that are stored in it
     * @param where the condition of a partial index, or null
     * @param nullsDistinct whether two NULLs are different for a unique index
     * @param visible whether the source uses it: not when it is invisible, ignored or not valid
     * @param sql the statement that makes it, as PostgreSQL prints it, or as SHOW CREATE TABLE of MySQL has it in part
     */
    public record Index(
            String name,
            boolean unique,
            boolean primary,
            boolean constraint,
            String method,
            List<Part> parts,
            List<String> include,
            @Nullable String where,
            boolean nullsDistinct,
            boolean visible,
            String sql) {
        public Index {
            parts = List.copyOf(parts);
            include = List.copyOf(include);
        }

        /**
         * What is indexed.
         *
         * @param column a column, or null for an expression
         * @param expression an expression, or null for a column
         * @param descending whether the order is reversed
         * @param nullsFirst whether NULL comes before all values
         * @param length so many characters or bytes at the beginning, 0 for all
         * @param operators PostgreSQL's operator class unless it is the type's own, or null
         * @param collation a collation that is not the column's, or null
         */
        public record Part(
                @Nullable String column,
                @Nullable String expression,
                boolean descending,
                boolean nullsFirst,
                int length,
                @Nullable String operators,
                @Nullable String collation) {}
    }

    /**
     * A condition on every row; {@code enforced} is false where rows may be against it: NOT ENFORCED, or NOT VALID in
     * PostgreSQL.
     */
    public record Check(String name, String expression, boolean enforced) {}

    /**
     * A foreign key.
     *
     * @param name the constraint's name
     * @param columns the referring columns, in order
     * @param references the table referred to
     * @param referenced its columns, in the same order
     * @param onDelete what happens to rows when the row that they refer to goes
     * @param onUpdate what happens to rows when its key changes
     * @param deferrable whether it can be checked at the end of a transaction
     * @param deferred whether it is so from the start
     * @param full whether all or none of the columns must be NULL (MATCH FULL)
     * @param valid whether all rows satisfy it as far as the source knows
     */
    public record Reference(
            String name,
            List<String> columns,
            TableName references,
            List<String> referenced,
            Action onDelete,
            Action onUpdate,
            boolean deferrable,
            boolean deferred,
            boolean full,
            boolean valid) {
        /** What happens to referring rows. */
        public enum Action {
            NO_ACTION,
            RESTRICT,
            CASCADE,
            SET_NULL,
            SET_DEFAULT
        }

        public Reference {
            columns = List.copyOf(columns);
            referenced = List.copyOf(referenced);
        }
    }

    /**
     * How a table is cut into partitions.
     *
     * @param strategy {@code range}, {@code list}, {@code hash}, {@code key} ...: in lower case
     * @param expression by what, as the source prints it
     * @param columns the columns in it; empty when it is an expression
     * @param partitions in the source's order
     */
    public record Partitioning(String strategy, String expression, List<String> columns, List<Partition> partitions) {
        /** One partition: its name and its bounds as the source prints them. */
        public record Partition(String name, String bounds) {}

        public Partitioning {
            columns = List.copyOf(columns);
            partitions = List.copyOf(partitions);
        }
    }
}
