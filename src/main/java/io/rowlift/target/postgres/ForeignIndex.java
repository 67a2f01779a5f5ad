package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.Index;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** An index of MySQL's or MariaDB's in PostgreSQL's language. */
final class ForeignIndex {

    private final Draft draft;
    private final TableDraft table;
    private final Index index;

    ForeignIndex(Draft draft, TableDraft table, Index index) {
        this.draft = draft;
        this.table = table;
        this.index = index;
    }

    IndexDesign design() throws Untranslatable {
        if (index.method().equals("spatial")) {
            throw new Untranslatable("it is over shapes, which become bytes");
        }
        if (index.method().equals("fulltext")) {
            return words();
        }
        List<String> parts = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (Index.Part part : index.parts()) {
            parts.add(part(part));
            if (part.column() != null && part.length() == 0) {
                columns.add(column(part.column()).target());
            }
        }
        remarks();
        boolean whole = columns.size() == parts.size();
        boolean sorted = index.parts().stream().anyMatch(Index.Part::descending) && !index.primary();
        boolean constraint = index.unique() && whole && !sorted;
        return new IndexDesign(
                IndexDesigner.name(draft, table, wish(), constraint),
                index.unique(),
                constraint ? (index.primary() ? "PRIMARY KEY" : "UNIQUE") : null,
                whole ? columns : List.of(),
                "USING btree (" + String.join(", ", parts) + ")",
                "",
                "");
    }

    /** Names of MySQL's are unique in their table only: what is given twice is easier to tell with the table's name. */
    private String wish() {
        if (index.primary()) {
            return table.target().name() + "_pkey";
        }
        String schema = table.target().schema();
        boolean one = !draft.indexed(schema, index.name())
                && draft.spaces().relations(schema).free(index.name());
        return one ? index.name() : table.target().name() + "_" + index.name();
    }

    private String part(Index.Part part) throws Untranslatable {
        String order = part.descending() && !index.primary() ? " DESC" : "";
        if (part.column() == null) {
            Expression expression = draft.expression(String.valueOf(part.expression()), table);
            return "(" + expression.immutable().text() + ")" + order;
        }
        ColumnCopy column = column(part.column());
        PostgresType type = table.type(column);
        if (type.base().equals("json")) {
            throw new Untranslatable("column \"" + column.source() + "\" becomes json, which has no order");
        }
        String name = PostgresDialect.quoted(column.target());
        if (part.length() == 0) {
            return name + order;
        }
        String start = type.base().equals("bytea")
                ? "substring(" + name + " FROM 1 FOR " + part.length() + ")"
                : "\"left\"(" + name + ", " + part.length() + ")";
        say(Remark.note(
                "prefix-index",
                "it holds the beginning of column \"" + column.source() + "\" and serves queries that say " + start,
                null));
        return "(" + start + ")" + order;
    }

    private ColumnCopy column(String source) throws Untranslatable {
        ColumnCopy column = table.column(source);
        if (column == null) {
            throw new Untranslatable("the mapping leaves out the column \"" + source + '"');
        }
        return column;
    }

    private IndexDesign words() throws Untranslatable {
        List<String> texts = new ArrayList<>();
        for (Index.Part part : index.parts()) {
            ColumnCopy column = column(String.valueOf(part.column()));
            if (!table.type(column).characters()) {
                throw new Untranslatable(
                        "column \"" + column.source() + "\" becomes " + table.type(column) + ", which has no words");
            }
            texts.add("COALESCE(" + PostgresDialect.quoted(column.target()) + ", '')");
        }
        String vector = "to_tsvector('simple'::regconfig, " + String.join(" || ' ' || ", texts) + ")";
        say(Remark.warning(
                "fulltext-index",
                "it becomes a GIN index over words as they are written, and MATCH ... AGAINST another query",
                "write queries as " + vector + " @@ websearch_to_tsquery('simple', ...)"));
        return new IndexDesign(
                IndexDesigner.name(draft, table, wish(), false),
                false,
                null,
                List.of(),
                "USING gin (" + vector + ")",
                "",
                "");
    }

    private void remarks() {
        if (!index.visible()) {
            say(Remark.note("index-visible", "PostgreSQL has no invisible indexes: queries use it", null));
        }
        String folded = index.parts().stream()
                .map(Index.Part::column)
                .filter(Objects::nonNull)
                .map(table::column)
                .filter(Objects::nonNull)
                .filter(c -> c.column().folding() != null)
                .map(c -> '"' + c.source() + '"')
                .collect(Collectors.joining(", "));
        if (index.unique() && !folded.isEmpty()) {
            say(Remark.warning(
                    "unique-by-case",
                    "the source takes texts in " + folded + " as equal that differ in case or accents only, the"
                            + " target does not: such rows become possible",
                    "say \"type: citext\" to ignore case, or see to it in the application"));
        }
    }

    private void say(Remark remark) {
        draft.findings().add(table.copy(), "index \"" + index.name() + '"', remark);
    }
}
