package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.Index;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.ArrayList;
import java.util.List;

/** Declares indexes again. */
final class IndexDesigner {

    private final Draft draft;
    private final TableDraft table;

    IndexDesigner(Draft draft, TableDraft table) {
        this.draft = draft;
        this.table = table;
    }

    /** Returns those that PostgreSQL can hold; the others are among the findings. */
    List<IndexDesign> indexes() {
        List<IndexDesign> designs = new ArrayList<>();
        for (Index index : table.definition().indexes()) {
            try {
                designs.add(draft.foreign() ? new ForeignIndex(draft, table, index).design() : own(index));
            } catch (Untranslatable e) {
                say(
                        index,
                        Remark.warning(
                                "index-left-out",
                                "it is left out: " + e.reason()
                                        + (index.unique() ? "; the target does not keep its values unique" : ""),
                                index.unique()
                                        ? "make one in PostgreSQL's language after the load, or see to it in the"
                                                + " application"
                                        : "make one in PostgreSQL's language after the load where queries need it"));
            }
        }
        return designs;
    }

    /** The source prints it so that another server makes the same, storage parameters and operator classes included. */
    private IndexDesign own(Index index) throws Untranslatable {
        if (!index.visible()) {
            throw new Untranslatable("it is not valid in the source");
        }
        int using = index.sql().indexOf(" USING ");
        if (using < 0) {
            throw new Untranslatable("its definition is not understood");
        }
        String definition = new OwnExpression(draft, table).rewrite(index.sql().substring(using + 1));
        List<String> included = new ArrayList<>();
        for (String column : index.include()) {
            included.add(new OwnExpression(draft, table).rewrite(PostgresDialect.quoted(column)));
        }
        List<String> columns = columns(index);
        boolean constraint = index.constraint() || index.primary();
        return new IndexDesign(
                name(draft, table, index.name(), constraint),
                index.unique(),
                constraint ? (index.primary() ? "PRIMARY KEY" : "UNIQUE") : null,
                columns,
                definition,
                included.isEmpty() ? "" : " INCLUDE (" + String.join(", ", included) + ")",
                deferrable(index));
    }

    private List<String> columns(Index index) {
        List<String> columns = new ArrayList<>();
        for (Index.Part part : index.parts()) {
            ColumnCopy column = part.column() == null ? null : table.column(part.column());
            if (column == null || index.where() != null) {
                return List.of();
            }
            columns.add(column.target());
        }
        return columns;
    }

    /** Returns what follows a key that is checked at the end of a transaction, or at the end of a statement. */
    private String deferrable(Index index) {
        return draft.structure().others().stream()
                .filter(o -> o.kind().equals("deferrable key") && o.name().equals(index.name()))
                .filter(o -> table.definition().table().name().equals(o.table()))
                .map(o -> String.valueOf(o.sql()))
                .map(sql -> sql.contains(" INITIALLY DEFERRED") ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE")
                .findFirst()
                .orElse("");
    }

    /** Gives an index its name, which is one among all relations of the schema, and among its table's constraints. */
    static String name(Draft draft, TableDraft table, String wish, boolean constraint) {
        String name = draft.spaces().relations(table.target().schema()).give(wish);
        if (constraint) {
            table.constraints().take(name);
        }
        return name;
    }

    private void say(Index index, Remark remark) {
        draft.findings().add(table.copy(), "index \"" + index.name() + '"', remark);
    }
}
