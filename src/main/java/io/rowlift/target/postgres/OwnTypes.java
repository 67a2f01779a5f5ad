package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;

/** PostgreSQL's own types: as they are declared. */
final class OwnTypes implements TypeTable {

    private final Draft draft;

    OwnTypes(Draft draft) {
        this.draft = draft;
    }

    @Override
    public Choice choose(TableDraft table, ColumnCopy column) {
        String declared = column.definition() == null
                ? column.column().declared()
                : column.definition().column().declared();
        try {
            return PostgresType.read(new OwnExpression(draft, null).rewrite(declared))
                    .map(type -> new Choice(type, null))
                    .orElseThrow(() -> new Untranslatable("its type \"" + declared + "\" is not understood"));
        } catch (Untranslatable e) {
            return new Choice(
                    "text",
                    Remark.problem("unknown-type", e.reason(), "say one with \"type:\", for example \"type: text\""));
        }
    }
}
