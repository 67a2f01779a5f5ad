package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Definition.Identity;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Declares the columns of a table again. */
final class ColumnDesigner {

    private final Draft draft;
    private final Sequences sequences;
    private final TableDraft table;

    ColumnDesigner(Draft draft, Sequences sequences, TableDraft table) {
        this.draft = draft;
        this.sequences = sequences;
        this.table = table;
    }

    List<ColumnDesign> columns() {
        return table.copy().columns().stream().map(this::design).toList();
    }

    private ColumnDesign design(ColumnCopy column) {
        ColumnDefinition definition = column.definition();
        PostgresType type = table.type(column);
        if (definition == null) {
            return new ColumnDesign(column, type, null, true, null, null, false, null, null);
        }
        String generated = definition.generated() == null ? null : generated(column, definition.generated());
        @Nullable String identity = identity(column, definition, type);
        boolean plain = generated == null && identity == null;
        String comment = definition.comment();
        remarks(column, definition);
        return new ColumnDesign(
                column,
                type,
                collation(column, definition, type),
                definition.column().nullable(),
                plain ? preset(column, definition, type) : null,
                generated,
                definition.stored() || draft.foreign(),
                identity,
                comment == null || comment.isEmpty() ? null : comment);
    }

    private void remarks(ColumnCopy column, ColumnDefinition definition) {
        if (definition.invisible()) {
            say(column, Remark.note("column-visible", "PostgreSQL has no invisible columns: SELECT * shows it", null));
        }
        if (definition.onUpdate() != null) {
            say(
                    column,
                    Remark.warning(
                            "on-update",
                            "MySQL sets it to " + definition.onUpdate()
                                    + " with each change of the row; PostgreSQL does that with a trigger only, which is not made because"
                                    + " it would change rows that are synchronised or repaired",
                            trigger(column)));
        }
    }

    /** Says it with the names that the target has, so that it can be run as it stands. */
    private String trigger(ColumnCopy column) {
        String name = PostgresDialect.quoted(column.target());
        String function = PostgresDialect.quoted(table.target().schema()) + "."
                + PostgresDialect.quoted("set_" + table.target().name() + "_" + column.target());
        return "when the application moves over, run: CREATE FUNCTION " + function
                + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW." + name
                + " := CURRENT_TIMESTAMP; RETURN NEW; END $$; CREATE TRIGGER "
                + PostgresDialect.quoted("set_" + column.target()) + " BEFORE UPDATE ON "
                + PostgresDialect.quoted(table.target()) + " FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.* AND OLD."
                + name + " IS NOT DISTINCT FROM NEW." + name + ") EXECUTE FUNCTION " + function + "()";
    }

    private @Nullable String generated(ColumnCopy column, String expression) {
        try {
            Expression translated = draft.expression(expression, table);
            return draft.foreign() ? translated.stored(table.type(column)) : translated.text();
        } catch (Untranslatable e) {
            say(
                    column,
                    Remark.warning(
                            "generated-as-plain",
                            "its expression is left out: " + e.reason()
                                    + "; it becomes a plain column with the source's values",
                            "add the expression in PostgreSQL's language after the load"));
            return null;
        }
    }

    private @Nullable String identity(ColumnCopy column, ColumnDefinition definition, PostgresType type) {
        Identity identity = definition.identity();
        boolean serial = !draft.foreign() && definition.preset() != null;
        if (identity == null || serial) {
            return null;
        }
        if (!type.whole()) {
            say(
                    column,
                    Remark.warning(
                            "counter-left-out",
                            "identities are smallint, integer or bigint, and it becomes " + type
                                    + ": it gets no values by itself",
                            "say \"type: bigint\", or give it values in the application"));
            return null;
        }
        return (identity.always() ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY" + sequences.options(identity, table);
    }

    private @Nullable String preset(ColumnCopy column, ColumnDefinition definition, PostgresType type) {
        String preset = definition.preset();
        if (preset == null) {
            return null;
        }
        try {
            return draft.foreign()
                    ? ForeignPresets.translate(preset, column.column().type(), type, draft, table)
                    : new OwnExpression(draft, null).rewrite(preset);
        } catch (Untranslatable e) {
            say(
                    column,
                    Remark.warning(
                            "default-left-out",
                            "its default is left out: " + e.reason(),
                            "set it in the target after the load, in PostgreSQL's language"));
            return null;
        }
    }

    private @Nullable String collation(ColumnCopy column, ColumnDefinition definition, PostgresType type) {
        String collation = definition.collation();
        if (draft.foreign() || collation == null || column.type() != null || !collatable(type)) {
            return null;
        }
        String plain = collation.replace("\"", "");
        boolean users = draft.structure().others().stream()
                .anyMatch(o -> o.kind().equals("collation") && o.name().equals(plain));
        try {
            if (!users) {
                return new OwnExpression(draft, null).rewrite(collation);
            }
            throw new Untranslatable("it was made in the source");
        } catch (Untranslatable e) {
            say(
                    column,
                    Remark.warning(
                            "collation-left-out",
                            "its collation " + collation + " is left out: " + e.reason(),
                            "make it in the target and set it after the load; indexes over the column are then built"
                                    + " anew"));
            return null;
        }
    }

    private boolean collatable(PostgresType type) {
        return type.base().startsWith("character") || type.base().equals("text") || !type.builtIn();
    }

    private void say(ColumnCopy column, Remark remark) {
        draft.findings().add(table.copy(), column, remark);
    }
}
