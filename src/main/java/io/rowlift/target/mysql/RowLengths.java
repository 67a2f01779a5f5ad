package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.target.jdbc.Findings.Remark;
import java.util.Comparator;
import java.util.Optional;

/** Keeps the declared length of each row within the 65,535 bytes that MySQL allows for what is not apart from the row. */
final class RowLengths {

    private static final int LONGEST = 65_535;

    private final Draft draft;

    RowLengths(Draft draft) {
        this.draft = draft;
    }

    void decide() {
        draft.tables().forEach(this::decide);
    }

    private void decide(TableDraft table) {
        while (length(table) > LONGEST) {
            Optional<ColumnCopy> widest = table.copy().columns().stream()
                    .filter(c -> table.open(c) && table.type(c).characters())
                    .max(Comparator.comparingLong(c -> table.type(c).bytes()));
            if (widest.isEmpty()) {
                draft.findings()
                        .add(
                                table.copy(),
                                Remark.problem(
                                        "row-too-long",
                                        "its columns need " + length(table) + " bytes per row; MySQL allows 65,535",
                                        "give the longest of them \"type: longtext\" or \"type: longblob\""));
                return;
            }
            apart(table, widest.get());
        }
    }

    private void apart(TableDraft table, ColumnCopy column) {
        MySqlType type = table.type(column);
        table.decide(column, MySqlType.of("longtext").in(type.charset(), type.collation()), false);
        draft.findings()
                .add(
                        table.copy(),
                        column,
                        Remark.note(
                                "text-apart",
                                type + " does not fit into MySQL's rows of 65,535 bytes beside the other columns;"
                                        + " it becomes longtext",
                                null));
    }

    private static long length(TableDraft table) {
        long bytes = (table.copy().columns().size() + 7L) / 8;
        for (ColumnCopy column : table.copy().columns()) {
            MySqlType type = table.type(column);
            bytes += type.apart() ? 12 : type.bytes() + (type.name().startsWith("var") ? 2 : 0);
        }
        return bytes;
    }
}
