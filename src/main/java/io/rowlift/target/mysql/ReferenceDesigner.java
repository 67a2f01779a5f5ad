package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.TableName;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.mysql.IndexDesign.Kind;
import io.rowlift.target.mysql.IndexDesign.Part;
import io.rowlift.target.mysql.TableDesign.ReferenceDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Declares the foreign keys of a table again, as far as InnoDB can hold them. */
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

    /** Returns the table with its foreign keys, and with the indexes that they need. */
    TableDesign complete(TableDesign design) {
        List<ReferenceDesign> references = new ArrayList<>();
        for (Reference reference : draft.references() ? table.definition().references() : List.<Reference>of()) {
            try {
                references.add(design(reference, design));
            } catch (Untranslatable e) {
                say(
                        reference,
                        Remark.warning(
                                "foreign-key-left-out",
                                "it is left out: " + e.reason(),
                                "see to it in the application, or add it in MySQL's language after the load"));
            }
        }
        return design.with(withIndexes(design, references), references);
    }

    private ReferenceDesign design(Reference reference, TableDesign design) throws Untranslatable {
        TableDraft parent = draft.table(reference.references());
        TableDesign parentDesign = designs.get(reference.references());
        if (parent == null || parentDesign == null) {
            throw new Untranslatable("table \"" + reference.references() + "\" is not copied");
        }
        List<ColumnCopy> columns = table.all(reference.columns());
        List<ColumnCopy> referenced = parent.all(reference.referenced());
        if (columns == null || referenced == null) {
            throw new Untranslatable("the mapping leaves out one of its columns");
        }
        if (design.partitions() != null || parentDesign.partitions() != null) {
            throw new Untranslatable("MySQL has no foreign keys from or to tables with partitions");
        }
        for (int i = 0; i < columns.size(); i++) {
            compare(columns.get(i), referenced.get(i), parent);
        }
        List<String> targets = referenced.stream().map(ColumnCopy::target).toList();
        if (parentDesign.indexes().noneMatch(i -> leads(i, targets))) {
            throw new Untranslatable(
                    "no index of table \"" + parent.copy().name() + "\" begins with what it refers to");
        }
        remarks(reference);
        return new ReferenceDesign(
                draft.constraints().give(reference.name()),
                columns.stream().map(ColumnCopy::target).toList(),
                parent.copy().target(),
                targets,
                action(reference, reference.onDelete(), columns, design),
                action(reference, reference.onUpdate(), columns, design));
    }

    private void compare(ColumnCopy column, ColumnCopy referenced, TableDraft parent) throws Untranslatable {
        MySqlType one = table.type(column);
        MySqlType other = parent.type(referenced);
        boolean texts = one.text() && other.text();
        boolean alike = texts
                ? Objects.equals(one.charset(), other.charset()) && Objects.equals(one.collation(), other.collation())
                : one.equals(other);
        if (!alike || one.apart() || other.apart()) {
            throw new Untranslatable("column \"" + column.source() + "\" is " + one
                    + " and the one that it refers to is " + other + "; say \"type:\" so that they are the same");
        }
    }

    private void remarks(Reference reference) {
        if (reference.deferrable()) {
            say(
                    reference,
                    Remark.warning(
                            "never-deferred",
                            "MySQL checks it with each statement, never at the end of a transaction",
                            "write referred rows before those that refer to them"));
        }
        if (reference.full() && reference.columns().size() > 1) {
            say(
                    reference,
                    Remark.warning(
                            "match-full",
                            "MySQL does not check rows in which some of its columns are NULL (MATCH FULL)",
                            "make the columns NOT NULL in the source, or see to it in the application"));
        }
    }

    private Action action(Reference reference, Action action, List<ColumnCopy> columns, TableDesign design) {
        boolean filled = design.columns().stream()
                .anyMatch(c -> columns.contains(c.copy()) && (!c.nullable() || c.generated() != null));
        boolean emptied = action == Action.SET_NULL && filled;
        if (action != Action.SET_DEFAULT && !emptied) {
            return action;
        }
        String why = emptied ? "SET NULL needs columns that take NULL" : "InnoDB has no SET DEFAULT";
        say(
                reference,
                Remark.warning(
                        "action-left-out",
                        why + ": the referred row cannot be deleted or changed while rows refer to it",
                        "change the referring rows in the application first"));
        return Action.NO_ACTION;
    }

    /** MySQL would make missing indexes one by one; with the others they cost one pass. */
    private List<IndexDesign> withIndexes(TableDesign design, List<ReferenceDesign> references) {
        List<IndexDesign> late = new ArrayList<>(design.late());
        Names names = new Names();
        design.indexes().forEach(i -> names.take(i.name()));
        for (ReferenceDesign reference : references) {
            boolean there = design.early().stream().anyMatch(i -> leads(i, reference.columns()))
                    || late.stream().anyMatch(i -> leads(i, reference.columns()));
            if (!there) {
                List<Part> parts = reference.columns().stream()
                        .map(c -> new Part(c, null, 0, false))
                        .toList();
                late.add(new IndexDesign(names.give(reference.name()), Kind.PLAIN, parts, true));
                draft.findings()
                        .add(
                                table.copy(),
                                "foreign key \"" + reference.name() + '"',
                                Remark.note(
                                        "foreign-key-index",
                                        "MySQL needs an index that begins with its columns, which is added",
                                        null));
            }
        }
        return late;
    }

    private static boolean leads(IndexDesign index, List<String> columns) {
        if (index.kind() == Kind.FULLTEXT
                || index.kind() == Kind.SPATIAL
                || index.parts().size() < columns.size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            Part part = index.parts().get(i);
            @Nullable String column = part.column();
            if (!columns.get(i).equals(column) || part.length() > 0) {
                return false;
            }
        }
        return true;
    }

    private void say(Reference reference, Remark remark) {
        draft.findings().add(table.copy(), "foreign key \"" + reference.name() + '"', remark);
    }
}
