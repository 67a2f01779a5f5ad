package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.TableName;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Declares the foreign keys of a table again. */
final class ReferenceDesigner {

    private final Draft draft;
    private final TableDraft table;
    private final Map<TableName, TableDesign> designs;

    /**
     * Makes one for a table.
     *
     * @param designs all tables by their names in the source
     */
    ReferenceDesigner(Draft draft, TableDraft table, Map<TableName, TableDesign> designs) {
        this.draft = draft;
        this.table = table;
        this.designs = designs;
    }

    /**
     * A foreign key.
     *
     * @param name the constraint's name
     * @param sql what follows the name
     * @param later whether rows are compared in a phase of their own, which tables with partitions do not have
     * @param valid whether rows are compared at all
     */
    record ReferenceDesign(String name, String sql, boolean later, boolean valid) {}

    List<ReferenceDesign> references() {
        List<ReferenceDesign> references = new ArrayList<>();
        for (Reference reference : draft.references() ? table.definition().references() : List.<Reference>of()) {
            try {
                references.add(design(reference));
            } catch (Untranslatable e) {
                say(
                        reference,
                        Remark.warning(
                                "foreign-key-left-out",
                                "it is left out: " + e.reason(),
                                "see to it in the application, or add it in PostgreSQL's language after the load"));
            }
        }
        return references;
    }

    private ReferenceDesign design(Reference reference) throws Untranslatable {
        TableDraft parent = draft.table(reference.references());
        TableDesign design = designs.get(reference.references());
        if (parent == null || design == null) {
            throw new Untranslatable("table \"" + reference.references() + "\" is not copied");
        }
        List<ColumnCopy> columns = table.all(reference.columns());
        List<ColumnCopy> referenced = parent.all(reference.referenced());
        if (columns == null || referenced == null) {
            throw new Untranslatable("the mapping leaves out one of its columns");
        }
        for (int i = 0; i < columns.size(); i++) {
            compare(columns.get(i), referenced.get(i), parent);
        }
        List<String> targets = referenced.stream().map(ColumnCopy::target).toList();
        if (design.indexes().stream().noneMatch(i -> guards(i, targets))) {
            throw new Untranslatable("what it refers to is not unique in table \""
                    + parent.copy().name() + "\", which PostgreSQL asks for");
        }
        TableDesign own = designs.get(table.definition().table().name());
        boolean later = own == null || own.partitions() == null;
        String sql = "FOREIGN KEY ("
                + PostgresDialect.quoted(
                        columns.stream().map(ColumnCopy::target).toList()) + ") REFERENCES "
                + PostgresDialect.quoted(parent.target()) + " (" + PostgresDialect.quoted(targets) + ")"
                + (reference.full() ? " MATCH FULL" : "")
                + action(" ON DELETE ", reference.onDelete()) + action(" ON UPDATE ", reference.onUpdate())
                + (reference.deferrable() ? " DEFERRABLE" + (reference.deferred() ? " INITIALLY DEFERRED" : "") : "")
                + (later ? " NOT VALID" : "");
        return new ReferenceDesign(table.constraints().give(reference.name()), sql, later, reference.valid());
    }

    /** A constraint or a unique index over exactly these columns, in whatever order. */
    private static boolean guards(IndexDesign index, List<String> columns) {
        Set<String> wanted = new HashSet<>(columns);
        return index.unique()
                && index.columns().size() == columns.size()
                && wanted.equals(new HashSet<>(index.columns()))
                && index.suffix().isEmpty();
    }

    private void compare(ColumnCopy column, ColumnCopy referenced, TableDraft parent) throws Untranslatable {
        PostgresType one = table.type(column);
        PostgresType other = parent.type(referenced);
        boolean alike = one.base().equals(other.base())
                || (one.whole() && other.whole())
                || (one.whole() && other.base().equals("numeric"))
                || (one.characters() && other.characters());
        if (!alike || one.array() != other.array()) {
            throw new Untranslatable("column \"" + column.source() + "\" is " + one
                    + " and the one that it refers to is " + other + "; say \"type:\" so that they are the same");
        }
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

    private void say(Reference reference, Remark remark) {
        draft.findings().add(table.copy(), "foreign key \"" + reference.name() + '"', remark);
    }
}
