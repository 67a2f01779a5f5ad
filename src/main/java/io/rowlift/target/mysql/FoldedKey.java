package io.rowlift.target.mysql;

import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Family;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.target.IndexCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A unique key over texts that the target may take as equal and the source does not. */
final class FoldedKey implements IndexCheck {

    /** What MySQL does with a text column that says nothing, in a table that says nothing. */
    private static final String USUAL = "utf8mb4_0900_ai_ci";

    private final String name;
    private final List<Part> parts;

    /** A column, where it is read, and how its texts are compared if that is not as the source does. */
    private record Part(
            String column,
            int position,
            @Nullable String collation,
            @Nullable Equality equality) {}

    private FoldedKey(String name, List<Part> parts) {
        this.name = name;
        this.parts = parts;
    }

    static List<IndexCheck> of(TargetTable table, Family source) {
        List<IndexCheck> checks = new ArrayList<>();
        for (Index index : table.copy().definition().indexes()) {
            List<Part> parts = parts(table, index, source);
            if (parts.stream().anyMatch(part -> part.equality() != null)) {
                checks.add(new FoldedKey(index.name(), parts));
            }
        }
        return checks;
    }

    /** Keys over expressions, beginnings and some rows only are the server's to judge. */
    private static List<Part> parts(TargetTable table, Index index, Family source) {
        List<Part> parts = new ArrayList<>();
        if (index.unique() && index.where() == null) {
            for (Index.Part part : index.parts()) {
                Optional<TargetColumn> column = table.columns().stream()
                        .filter(c -> c.copy().source().equals(part.column()))
                        .findFirst();
                if (column.isEmpty() || part.length() > 0) {
                    return List.of();
                }
                parts.add(part(table, column.get(), source));
            }
        }
        return parts;
    }

    private static Part part(TargetTable table, TargetColumn column, Family source) {
        String collation = MySqlType.parse(column.type())
                .filter(MySqlType::text)
                .map(type -> collation(type, source))
                .orElse(null);
        ColumnDefinition definition = column.copy().definition();
        boolean same = definition != null && collation != null && collation.equals(definition.collation());
        Equality equality = collation == null || same ? null : Equality.of(collation);
        boolean folds = equality != null && equality.folds();
        return new Part(
                column.copy().source(),
                table.copy().position(column.copy()),
                folds ? collation : null,
                folds ? equality : null);
    }

    private static String collation(MySqlType type, Family source) {
        if (type.collation() != null) {
            return type.collation();
        }
        if (type.charset() == null) {
            return source == Family.MYSQL ? USUAL : TableDesigner.EXACT;
        }
        return switch (type.charset()) {
            case "utf8mb4" -> USUAL;
            case "latin1" -> "latin1_swedish_ci";
            case "binary" -> "binary";
            default -> type.charset() + "_general_ci";
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> columns() {
        return parts.stream().map(Part::column).toList();
    }

    @Override
    public @Nullable String identity(Row row) {
        StringBuilder identity = new StringBuilder();
        for (Part part : parts) {
            Object value = row.get(part.position());
            if (value == null) {
                return null;
            }
            String text = RowKey.text(value);
            String folded = part.equality() == null ? text : part.equality().fold(text);
            // the length keeps two values from running into each other
            identity.append(folded.length()).append(':').append(folded);
        }
        return identity.toString();
    }

    @Override
    public @Nullable String obstacle(Row row) {
        return null;
    }

    @Override
    public String equality() {
        TreeSet<String> collations = new TreeSet<>();
        parts.stream().map(Part::collation).filter(Objects::nonNull).forEach(collations::add);
        return "texts under " + String.join(", ", collations);
    }
}
