package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.mysql.Expressions.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Declares the columns of a table: defaults, counters, what is generated, comments. */
final class ColumnDesigner {

    private static final int LONGEST_COMMENT = 1024;

    private final Draft draft;
    private final TableDraft table;
    private final Presets presets;
    private final @Nullable ColumnCopy counter;

    ColumnDesigner(Draft draft, TableDraft table) {
        this.draft = draft;
        this.table = table;
        this.presets = new Presets(draft.expressions(), draft.foreign());
        this.counter = counter().orElse(null);
    }

    List<ColumnDesign> columns() {
        List<ColumnDesign> designs = new ArrayList<>();
        for (ColumnCopy column : table.copy().columns()) {
            designs.add(design(column));
        }
        return designs;
    }

    /** MySQL has one counter per table. */
    private Optional<ColumnCopy> counter() {
        return table.copy().columns().stream()
                .filter(c -> c.definition() != null && c.definition().identity() != null)
                .filter(c -> table.type(c).whole())
                .findFirst();
    }

    private ColumnDesign design(ColumnCopy column) {
        MySqlType type = table.type(column);
        ColumnDefinition definition = column.definition();
        if (definition == null) {
            return new ColumnDesign(column, type, column.column().nullable(), false, null, null, false, null, null);
        }
        boolean automatic = column.equals(counter);
        @Nullable String generated = definition.generated() == null ? null : generated(column, definition.generated());
        @Nullable String preset = automatic || definition.generated() != null ? null : preset(column, definition, type);
        return new ColumnDesign(
                column,
                type,
                definition.column().nullable() && !automatic,
                automatic,
                preset,
                generated,
                definition.stored(),
                definition.onUpdate() == null ? null : onUpdate(type),
                comment(column, definition.comment()));
    }

    private static String onUpdate(MySqlType type) {
        return "CURRENT_TIMESTAMP" + (type.arguments().isEmpty() ? "" : "(" + type.argument(0, 0) + ")");
    }

    private @Nullable String generated(ColumnCopy column, String expression) {
        try {
            Sql sql = draft.expressions().translate(expression, table.named());
            if (counter != null && sql.text().contains(Quoted.name(counter.target()))) {
                throw new Untranslatable("it is computed from an AUTO_INCREMENT column");
            }
            return sql.text();
        } catch (Untranslatable e) {
            say(
                    column,
                    "generated-as-plain",
                    "the target does not compute it: " + e.reason()
                            + "; it becomes a plain column with the source's values",
                    "add the expression in MySQL's language after the load");
            return null;
        }
    }

    private @Nullable String preset(ColumnCopy column, ColumnDefinition definition, MySqlType type) {
        if (definition.identity() != null) {
            say(
                    column,
                    "counter-left-out",
                    table.type(column).whole()
                            ? "MySQL has one AUTO_INCREMENT column per table, which is \"" + counterName()
                                    + "\"; this one gets no values by itself"
                            : "AUTO_INCREMENT counts whole numbers only; this column gets no values by itself",
                    "give it values in the application");
            return null;
        }
        if (definition.preset() == null) {
            return null;
        }
        if (definition.preset().startsWith("'0000-00-00")) {
            say(
                    column,
                    "zero-date",
                    "its default is a zero date, which MySQL refuses unless its sql_mode leaves out NO_ZERO_DATE",
                    "take NO_ZERO_DATE and NO_ZERO_IN_DATE out of the target's sql_mode, or give the column another"
                            + " default in the source");
        }
        try {
            return presets.say(definition.preset(), column, type);
        } catch (Untranslatable e) {
            say(
                    column,
                    "default-left-out",
                    "its default is left out: " + e.reason(),
                    "set it in the target after the load, in MySQL's language");
            return null;
        }
    }

    private String counterName() {
        return counter == null ? "" : counter.source();
    }

    private @Nullable String comment(ColumnCopy column, @Nullable String comment) {
        if (comment == null || comment.isEmpty() || comment.length() <= LONGEST_COMMENT) {
            return comment == null || comment.isEmpty() ? null : comment;
        }
        draft.findings()
                .add(
                        table.copy(),
                        column,
                        Remark.note("comment-cut", "its comment is cut to MySQL's 1,024 characters", null));
        return comment.substring(0, LONGEST_COMMENT);
    }

    private void say(ColumnCopy column, String code, String message, String remedy) {
        draft.findings().add(table.copy(), column, Remark.warning(code, message, remedy));
    }
}
