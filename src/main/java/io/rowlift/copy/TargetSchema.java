package io.rowlift.copy;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.problem.Finding;
import io.rowlift.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The schema that a target gets: printable, reviewable, made without asking the target.
 *
 * @param tables in the order of the plan
 * @param statements in the order in which they run, phase by phase
 * @param findings what the target cannot hold, or holds otherwise: severity PROBLEM forbids the run until the mapping
 *     says what to do
 */
public record TargetSchema(List<TargetTable> tables, List<Statement> statements, List<Finding> findings) {
    public TargetSchema {
        tables = List.copyOf(tables);
        statements = List.copyOf(statements);
        findings = List.copyOf(findings);
    }

    /** Returns the schema with what the plan has found already, before what its translation has. */
    public TargetSchema after(List<Finding> plan) {
        return new TargetSchema(
                tables,
                statements,
                Stream.concat(plan.stream(), findings.stream()).toList());
    }

    /** Returns the statements of a phase, in order. */
    public List<Statement> statements(Phase phase) {
        return statements.stream().filter(s -> s.phase() == phase).toList();
    }

    /**
     * A table of the target.
     *
     * @param copy what it is a copy of
     * @param columns those that rows are written to: columns that the target itself generates are not in it
     * @param key columns of its primary key or of its smallest unique, not null key, in order; empty when it has none
     */
    public record TargetTable(TableCopy copy, List<TargetColumn> columns, List<String> key) {
        public TargetTable {
            columns = List.copyOf(columns);
            key = List.copyOf(key);
        }

        /** Returns its name. */
        public TableName name() {
            return copy.target();
        }
    }

    /**
     * A column that rows are written to.
     *
     * @param copy where its values come from
     * @param type its type in the target's language, in full
     * @param nullable whether it takes NULL
     */
    public record TargetColumn(ColumnCopy copy, String type, boolean nullable) {
        /** Returns its name. */
        public String name() {
            return copy.target();
        }
    }

    /**
     * A statement that makes an object.
     *
     * @param phase when it runs
     * @param table the table that it belongs to, or null
     * @param object what it makes, for people and to tell it from the others: {@code index "orders_by_user"}
     * @param made a query whose single row and column is true when the object is there already, so that a continued run
     *     does not make it again; null when the statement can be run again without harm
     * @param sql without a semicolon at the end
     */
    public record Statement(
            Phase phase,
            @Nullable TableName table,
            String object,
            @Nullable String made,
            String sql) {}

    /** The phases of a load, in order. */
    public enum Phase {
        /** Schemas, types, tables with the keys that are needed from the start. */
        TABLES,
        /** Rows; no statements. */
        DATA,
        /** Primary keys and indexes that were left for later. */
        INDEXES,
        /** Foreign keys, not checked against rows yet where the target allows it. */
        FOREIGN_KEYS,
        /** The check of foreign keys against rows. */
        VALIDATION,
        /** Sequences and counters behind the greatest value; made when they are run, from the source's present state. */
        SEQUENCES,
        /** The planner's statistics. */
        STATISTICS
    }
}
