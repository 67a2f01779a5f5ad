package io.rowlift.target.postgres;

import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Family;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.target.IndexCheck;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A B-tree index over values of another server's. Its rows have a limit that MySQL's 3,072 bytes are over, and types that a
 * mapping chooses may take texts as equal.
 */
final class IndexRows implements IndexCheck {

    /** A third of a page of 8 KiB, in which the server's own figures stand too. */
    private static final int LONGEST = 2704;

    private static final int HEADER = 8;
    private static final long LENGTH = 4;
    private static final int ALIGNED = 8;

    private static final Set<String> ORDERED = Set.of("btree", "hash", "");

    private final String name;
    private final List<Part> parts;
    private final boolean unique;

    /** A column, where it is read, so many characters of it or 0 for all, and whether the target compares its texts anew. */
    private record Part(String column, int position, int length, boolean ignoresCase, boolean pads) {
        String fold(String text) {
            String folded = ignoresCase ? text.toLowerCase(Locale.ROOT) : text;
            return pads ? folded.replaceFirst(" +$", "") : folded;
        }

        boolean folds() {
            return ignoresCase || pads;
        }
    }

    private IndexRows(String name, List<Part> parts, boolean unique) {
        this.name = name;
        this.parts = parts;
        this.unique = unique;
    }

    static List<IndexCheck> of(TargetTable table, Family source) {
        List<IndexCheck> checks = new ArrayList<>();
        for (Index index : table.copy().definition().indexes()) {
            List<Part> parts = parts(table, index);
            boolean unique =
                    index.unique() && index.where() == null && parts.stream().anyMatch(Part::folds);
            // an index of PostgreSQL's own has held these rows already
            if (!parts.isEmpty() && (unique || source != Family.POSTGRESQL)) {
                checks.add(new IndexRows(index.name(), parts, unique));
            }
        }
        return checks;
    }

    /** Indexes over expressions are the server's to judge. */
    private static List<Part> parts(TargetTable table, Index index) {
        List<Part> parts = new ArrayList<>();
        if (ORDERED.contains(index.method())) {
            for (Index.Part part : index.parts()) {
                Optional<TargetColumn> column = table.columns().stream()
                        .filter(c -> c.copy().source().equals(part.column()))
                        .findFirst();
                if (column.isEmpty()) {
                    return List.of();
                }
                parts.add(part(table, column.get(), part.length()));
            }
        }
        return parts;
    }

    private static Part part(TargetTable table, TargetColumn column, int length) {
        String declared = column.copy().column().declared();
        PostgresType type = PostgresType.of(column.type());
        return new Part(
                column.copy().source(),
                table.copy().position(column.copy()),
                length,
                type.base().equals("citext") && !declared.endsWith("citext"),
                type.base().equals("character") && !declared.startsWith("char"));
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
        if (!unique) {
            return null;
        }
        StringBuilder identity = new StringBuilder();
        for (Part part : parts) {
            Object value = row.get(part.position());
            if (value == null) {
                return null;
            }
            String folded = part.fold(RowKey.text(value));
            // the length keeps two values from running into each other
            identity.append(folded.length()).append(':').append(folded);
        }
        return identity.toString();
    }

    @Override
    public @Nullable String obstacle(Row row) {
        long bytes = HEADER;
        for (Part part : parts) {
            bytes += bytes(row.get(part.position()), part.length());
        }
        long aligned = (bytes + ALIGNED - 1) / ALIGNED * ALIGNED;
        return aligned <= LONGEST
                ? null
                : "index \"%s\" would hold %,d bytes of it, PostgreSQL allows %,d unless it can compress them"
                        .formatted(name, aligned, LONGEST);
    }

    private static long bytes(@Nullable Object value, int length) {
        if (value instanceof String text) {
            boolean cut = length > 0 && text.codePointCount(0, text.length()) > length;
            String held = cut ? text.substring(0, text.offsetByCodePoints(0, length)) : text;
            return LENGTH + held.getBytes(StandardCharsets.UTF_8).length;
        }
        if (value instanceof byte[] bytes) {
            return LENGTH + (length > 0 ? Math.min(length, bytes.length) : bytes.length);
        }
        return value == null ? 0 : ALIGNED;
    }

    @Override
    public @Nullable String equality() {
        if (!unique) {
            return null;
        }
        boolean ignoresCase = parts.stream().anyMatch(Part::ignoresCase);
        return ignoresCase ? "texts that differ in case only" : "texts that differ in spaces at their end only";
    }
}
