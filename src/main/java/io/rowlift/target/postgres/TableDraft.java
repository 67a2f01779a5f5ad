package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Column;
import io.rowlift.schema.Definition;
import io.rowlift.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table while it is translated: its columns by the source's names, and their types as far as they are decided. */
final class TableDraft {

    private final TableCopy copy;
    private final Map<String, ColumnCopy> columns = new LinkedHashMap<>();
    private final Map<String, PostgresType> types = new LinkedHashMap<>();
    private final Set<String> known;
    private final Names constraints = new Names();

    TableDraft(TableCopy copy) {
        this.copy = copy;
        this.known =
                copy.definition().table().columns().stream().map(Column::name).collect(Collectors.toSet());
        copy.columns().forEach(c -> columns.put(c.source(), c));
    }

    TableCopy copy() {
        return copy;
    }

    Definition definition() {
        return copy.definition();
    }

    TableName target() {
        return copy.target();
    }

    /** Names of constraints, each of which is one in its table. */
    Names constraints() {
        return constraints;
    }

    /** Returns whether the source's table has a column of exactly this name. */
    boolean has(String source) {
        return known.contains(source);
    }

    /** Returns the column that a column of the source becomes, or null when the mapping leaves it out. */
    @Nullable
    ColumnCopy column(String source) {
        return columns.get(source);
    }

    /** Returns the column that a column of the source becomes, whose name may differ in case, as MySQL's do. */
    @Nullable
    ColumnCopy columnInAnyCase(String source) {
        ColumnCopy exact = columns.get(source);
        return exact != null
                ? exact
                : columns.values().stream()
                        .filter(c -> c.source().equalsIgnoreCase(source))
                        .findFirst()
                        .orElse(null);
    }

    PostgresType type(ColumnCopy column) {
        return Objects.requireNonNull(types.get(column.source()), "types are chosen first");
    }

    void decide(ColumnCopy column, PostgresType type) {
        types.put(column.source(), type);
    }

    /** Returns the declared columns of these names; null when one of them is left out. */
    @Nullable
    List<ColumnCopy> all(List<String> sources) {
        List<ColumnCopy> found = new ArrayList<>();
        for (String source : sources) {
            ColumnCopy column = columns.get(source);
            if (column == null || column.definition() == null) {
                return null;
            }
            found.add(column);
        }
        return found;
    }
}
