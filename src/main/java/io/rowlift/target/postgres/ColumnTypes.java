package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Structure.UserType;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.postgres.TypeTable.Choice;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Gives each column its type: the mapping's, else the type table's. */
final class ColumnTypes {

    private final Draft draft;
    private final TypeTable table;
    private final Set<String> extensions = new LinkedHashSet<>();

    ColumnTypes(Draft draft) {
        this.draft = draft;
        this.table = TypeTable.of(draft);
    }

    /** Chooses all types; returns the extensions that the mapping's types come with. */
    Set<String> choose() {
        for (TableDraft each : draft.tables()) {
            each.copy().columns().forEach(c -> choose(each, c));
        }
        return extensions;
    }

    private void choose(TableDraft owner, ColumnCopy column) {
        Choice choice = table.choose(owner, column);
        String said = column.type();
        if (said == null) {
            if (choice.remark() != null) {
                draft.findings().add(owner.copy(), column, choice.remark());
            }
            owner.decide(column, choice.type());
            return;
        }
        Optional<PostgresType> type = PostgresType.read(said).filter(this::known);
        if (type.isEmpty()) {
            draft.findings()
                    .add(
                            owner.copy(),
                            column,
                            Remark.problem(
                                    "unknown-type",
                                    "\"type: " + said + "\" is no type of PostgreSQL",
                                    "leave it out to get " + choice.type()
                                            + ", or say for example \"type: varchar(200)\""));
        } else if (!Forms.convertible(column.column().type(), type.get())) {
            draft.findings()
                    .add(
                            owner.copy(),
                            column,
                            Remark.problem(
                                    "type-without-conversion",
                                    "values of \"" + column.column().declared() + "\" are not written to \"" + said
                                            + '"',
                                    "leave it out to get " + choice.type()
                                            + ", or convert the values in a computed column"));
        }
        type.map(PostgresType::base).map(PostgresType.EXTENSIONS::get).ifPresent(extensions::add);
        owner.decide(column, type.orElse(choice.type()));
    }

    private boolean known(PostgresType type) {
        return type.builtIn()
                || type.text().indexOf('.') > 0
                || PostgresType.EXTENSIONS.containsKey(type.base())
                || draft.structure().types().stream()
                        .map(UserType::name)
                        .anyMatch(name -> name.name().equals(type.base()));
    }
}
