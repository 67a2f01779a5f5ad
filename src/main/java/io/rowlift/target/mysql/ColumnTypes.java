package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.mysql.TypeTable.Choice;
import java.util.Optional;

/** Gives each column its type: the mapping's, else the type table's. */
final class ColumnTypes {

    private final Draft draft;
    private final TypeTable table;

    ColumnTypes(Draft draft) {
        this.draft = draft;
        this.table = TypeTable.of(draft.plan().structure());
    }

    void choose() {
        for (TableDraft each : draft.tables()) {
            each.copy().columns().forEach(c -> choose(each, c));
        }
    }

    private void choose(TableDraft owner, ColumnCopy column) {
        Choice choice = table.choose(column);
        if (column.type() == null) {
            if (choice.remark() != null) {
                draft.findings().add(owner.copy(), column, choice.remark());
            }
            MySqlType type = choice.type();
            owner.decide(column, type, type.longText() || type.blob() || type.characters());
            return;
        }
        Optional<MySqlType> said = MySqlType.parse(column.type());
        if (said.isEmpty()) {
            draft.findings()
                    .add(
                            owner.copy(),
                            column,
                            Remark.problem(
                                    "unknown-type",
                                    "\"type: " + column.type() + "\" is no type of MySQL 8",
                                    "leave it out to get " + choice.type()
                                            + ", or say for example \"type: varchar(200)\""));
        }
        owner.decide(column, said.orElse(choice.type()), false);
    }
}
