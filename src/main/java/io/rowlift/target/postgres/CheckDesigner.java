package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.Check;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.ArrayList;
import java.util.List;

/** Declares checks again, and those that keep what MySQL's types keep. */
final class CheckDesigner {

    private final Draft draft;
    private final TableDraft table;

    CheckDesigner(Draft draft, TableDraft table) {
        this.draft = draft;
        this.table = table;
    }

    /**
     * A check.
     *
     * @param name the constraint's name
     * @param condition what every row satisfies
     * @param late whether rows may be there that do not satisfy it, so that it comes after them and is not validated
     */
    record CheckDesign(String name, String condition, boolean late) {
        String sql() {
            return "CONSTRAINT " + PostgresDialect.quoted(name) + " CHECK (" + condition + ")"
                    + (late ? " NOT VALID" : "");
        }
    }

    List<CheckDesign> checks() {
        List<CheckDesign> checks = new ArrayList<>();
        for (Check check : table.definition().checks()) {
            try {
                if (draft.foreign() && !check.enforced()) {
                    throw new Untranslatable("the source does not enforce it");
                }
                Expression condition = draft.expression(check.expression(), table);
                String text = draft.foreign() ? condition.condition() : condition.text();
                checks.add(new CheckDesign(table.constraints().give(check.name()), text, !check.enforced()));
            } catch (Untranslatable e) {
                draft.findings()
                        .add(
                                table.copy(),
                                "check \"" + check.name() + '"',
                                Remark.warning(
                                        "check-left-out",
                                        "it is left out: " + e.reason(),
                                        "add it in PostgreSQL's language after the load, or see to it in the"
                                                + " application"));
            }
        }
        if (draft.foreign()) {
            table.copy().columns().forEach(c -> ofType(c, checks));
        }
        return checks;
    }

    private void ofType(ColumnCopy column, List<CheckDesign> checks) {
        if (column.definition() == null) {
            return;
        }
        boolean refers = draft.references()
                && table.definition().references().stream()
                        .anyMatch(r -> r.columns().contains(column.source()));
        for (String condition : ForeignTypes.conditions(column, column.definition(), table.type(column), refers)) {
            String name = table.constraints().give(table.target().name() + "_" + column.target() + "_check");
            checks.add(new CheckDesign(name, condition, false));
        }
    }
}
