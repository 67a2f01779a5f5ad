package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.target.jdbc.Findings.Remark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a length to texts and bytes that a key has to hold whole: those of unique indexes, of foreign keys and of
 * partitions. An index of InnoDB's holds 3,072 bytes; the beginning of a value will do for other indexes only.
 */
final class KeyLengths {

    static final int LONGEST_BYTES = 3072;

    /** An expression that may give more characters counts as a text without a length, which no index is over. */
    static final int LONGEST_EXPRESSION = 512;

    private final Draft draft;

    KeyLengths(Draft draft) {
        this.draft = draft;
    }

    void decide() {
        for (TableDraft table : draft.tables()) {
            Map<ColumnCopy, Long> shares = new LinkedHashMap<>();
            for (Group group : groups(table)) {
                share(table, table.all(group.columns()), group.bytes(), shares);
            }
            shares.forEach((column, bytes) -> narrow(table, column, bytes));
        }
    }

    /** Columns that share the room of one key. */
    private record Group(List<String> columns, long bytes) {}

    private List<Group> groups(TableDraft table) {
        List<Group> groups = new ArrayList<>();
        for (Index index : table.definition().indexes()) {
            if (index.unique() && index.parts().stream().noneMatch(p -> p.length() > 0)) {
                boolean plain = index.where() == null && index.parts().stream().allMatch(p -> p.column() != null);
                groups.add(new Group(table.mentioned(index), plain ? LONGEST_BYTES : LONGEST_EXPRESSION * 4L));
            }
        }
        if (draft.references()) {
            for (Reference reference : table.definition().references()) {
                if (draft.table(reference.references()) != null) {
                    groups.add(new Group(reference.columns(), LONGEST_BYTES));
                }
            }
        }
        if (table.definition().partitioning() != null) {
            groups.add(new Group(table.definition().partitioning().columns(), LONGEST_BYTES));
        }
        return groups;
    }

    /** Divides the room of one key among its columns without a length. */
    private static void share(
            TableDraft table, @Nullable List<ColumnCopy> group, long bytes, Map<ColumnCopy, Long> shares) {
        if (group == null) {
            return;
        }
        List<ColumnCopy> unbounded =
                group.stream().filter(c -> unbounded(table, c)).toList();
        if (unbounded.isEmpty()) {
            return;
        }
        long fixed = group.stream()
                .filter(c -> !unbounded.contains(c))
                .mapToLong(c -> table.type(c).bytes())
                .sum();
        long share = (bytes - fixed) / unbounded.size();
        unbounded.forEach(c -> shares.merge(c, share, Math::min));
    }

    private static boolean unbounded(TableDraft table, ColumnCopy column) {
        MySqlType type = table.type(column);
        return table.open(column) && (type.longText() || type.blob());
    }

    private void narrow(TableDraft table, ColumnCopy column, long bytes) {
        MySqlType type = table.type(column);
        long length = bytes / (type.blob() ? 1 : type.characterBytes());
        if (length < 1) {
            return;
        }
        MySqlType narrow = new MySqlType(
                type.blob() ? "varbinary" : "varchar",
                List.of(Long.toString(length)),
                false,
                false,
                type.charset(),
                type.collation());
        table.decide(column, narrow, false);
        String unit = type.blob() ? "bytes" : "characters";
        draft.findings()
                .add(
                        table.copy(),
                        column,
                        Remark.warning(
                                "text-in-key",
                                "a key holds it whole, for which MySQL needs a length: it becomes " + narrow
                                        + "; values of more " + unit + " are rejected",
                                "say what the values need, for example \"type: "
                                        + narrow.sized((int) Math.min(length, 255))
                                        + '"'));
    }
}
