package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.Index;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table while it is translated: its columns by the source's names, and their types as far as they are decided. */
final class TableDraft {

    private final TableCopy copy;
    private final Map<String, ColumnCopy> columns = new LinkedHashMap<>();
    private final Map<String, MySqlType> types = new LinkedHashMap<>();
    private final Set<String> undecided = new LinkedHashSet<>();

    TableDraft(TableCopy copy) {
        this.copy = copy;
        copy.columns().forEach(c -> columns.put(c.source(), c));
    }

    TableCopy copy() {
        return copy;
    }

    Definition definition() {
        return copy.definition();
    }

    /** Returns the column that a column of the source becomes, or null when the mapping leaves it out. */
    @Nullable
    ColumnCopy column(String source) {
        return columns.get(source);
    }

    MySqlType type(ColumnCopy column) {
        return Objects.requireNonNull(types.get(column.source()), "types are chosen first");
    }

    /** Decides a column's type; {@code open} when a length may still be found that fits a key or the row better. */
    void decide(ColumnCopy column, MySqlType type, boolean open) {
        types.put(column.source(), type);
        if (open) {
            undecided.add(column.source());
        } else {
            undecided.remove(column.source());
        }
    }

    /** Returns whether a column's length may still be changed. */
    boolean open(ColumnCopy column) {
        return undecided.contains(column.source());
    }

    /** Returns the columns as expressions name them. */
    Map<String, Expressions.Column> named() {
        Map<String, Expressions.Column> named = new LinkedHashMap<>();
        for (ColumnCopy column : copy.columns()) {
            if (column.definition() != null) {
                Expressions.Kind kind = Expressions.Kind.of(column.column().type());
                named.put(column.source(), new Expressions.Column(column.target(), kind, type(column)));
            }
        }
        return named;
    }

    /** Returns the columns of these names; nothing when one of them is left out. */
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

    /** Returns the columns that an index is over, those in its expressions and its condition included. */
    List<String> mentioned(Index index) {
        Set<String> names = new LinkedHashSet<>();
        for (Index.Part part : index.parts()) {
            if (part.column() != null) {
                names.add(part.column());
            } else if (part.expression() != null) {
                names.addAll(mentioned(part.expression()));
            }
        }
        return List.copyOf(names);
    }

    private List<String> mentioned(String expression) {
        try {
            return Token.cut(expression).stream()
                    .map(Token::text)
                    .filter(columns::containsKey)
                    .toList();
        } catch (Untranslatable e) {
            // what cannot be cut into words is left out where it is translated, with this as the reason
            return List.of();
        }
    }
}
