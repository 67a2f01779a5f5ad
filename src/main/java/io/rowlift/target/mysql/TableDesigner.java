package io.rowlift.target.mysql;

import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.mysql.IndexDesign.Kind;
import io.rowlift.target.mysql.IndexDesign.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a table together: what has to be there before the rows, and what is made after them. */
final class TableDesigner {

    /** Takes texts as equal that are the same characters, spaces at the end included, as PostgreSQL does. */
    static final String EXACT = "utf8mb4_0900_bin";

    /** What MySQL 8 does by itself; columns of MySQL's say their own. */
    private static final String USUAL = "utf8mb4_0900_ai_ci";

    private static final int LONGEST_COMMENT = 2048;

    private final Draft draft;
    private final TableDraft table;

    TableDesigner(Draft draft, TableDraft table) {
        this.draft = draft;
        this.table = table;
    }

    /** Returns the table without its foreign keys, which need the other tables. */
    TableDesign design() {
        List<ColumnDesign> columns = new ColumnDesigner(draft, table).columns();
        List<IndexDesign> all = new ArrayList<>(new IndexDesigner(draft, table).indexes());
        @Nullable String partitions = new PartitionDesigner(draft, table, all).sql();
        columns.stream()
                .filter(ColumnDesign::automatic)
                .findFirst()
                .flatMap(c -> counterIndex(c.copy(), all))
                .ifPresent(all::add);
        Set<IndexDesign> first = first(columns, all);
        return new TableDesign(
                table.copy(),
                columns,
                all.stream().filter(first::contains).toList(),
                all.stream().filter(i -> !first.contains(i)).toList(),
                new CheckDesigner(draft, table, columns).checks(),
                List.of(),
                partitions,
                draft.foreign() ? EXACT : usual(columns),
                comment(),
                null);
    }

    /** Returns the collation of Unicode that most columns have. */
    private static String usual(List<ColumnDesign> columns) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        columns.stream()
                .map(c -> c.type().collation())
                .filter(collation -> collation != null && collation.startsWith("utf8mb4"))
                .forEach(c -> counts.merge(c, 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(USUAL);
    }

    /** AUTO_INCREMENT needs an index that begins with its column. */
    private Optional<IndexDesign> counterIndex(ColumnCopy counter, List<IndexDesign> all) {
        if (all.stream().anyMatch(i -> begins(i, counter.target()))) {
            return Optional.empty();
        }
        Names names = new Names();
        all.forEach(i -> names.take(i.name()));
        String name = names.give(table.copy().target().name() + "_" + counter.target());
        draft.findings()
                .add(
                        table.copy(),
                        counter,
                        Remark.note(
                                "counter-index",
                                "AUTO_INCREMENT needs an index that begins with it: \"" + name + "\" is added",
                                null));
        return Optional.of(
                new IndexDesign(name, Kind.PLAIN, List.of(new Part(counter.target(), null, 0, false)), true));
    }

    private static boolean begins(IndexDesign index, String column) {
        Part part = index.parts().get(0);
        return column.equals(part.column())
                && part.length() == 0
                && index.kind() != Kind.FULLTEXT
                && index.kind() != Kind.SPATIAL;
    }

    /** Rows are sorted into the primary key as they come; where there is none, a unique key identifies them. */
    private Set<IndexDesign> first(List<ColumnDesign> columns, List<IndexDesign> all) {
        if (draft.plan().indexes() == Indexes.WITH_TABLE) {
            return new HashSet<>(all);
        }
        Set<IndexDesign> first = new HashSet<>();
        identity(columns, all).ifPresent(first::add);
        columns.stream()
                .filter(ColumnDesign::automatic)
                .flatMap(c ->
                        all.stream().filter(i -> begins(i, c.copy().target())).limit(1))
                .forEach(i -> {
                    if (first.stream()
                            .noneMatch(f ->
                                    begins(f, String.valueOf(i.parts().get(0).column())))) {
                        first.add(i);
                    }
                });
        return first;
    }

    /** Returns the primary key, else the shortest unique index over whole columns that are never NULL. */
    static Optional<IndexDesign> identity(List<ColumnDesign> columns, List<IndexDesign> indexes) {
        Set<String> filled = new HashSet<>();
        for (ColumnDesign column : columns) {
            boolean primary = indexes.stream()
                    .anyMatch(i -> i.kind() == Kind.PRIMARY
                            && i.wholeColumns().contains(column.copy().target()));
            if (!column.nullable() || primary) {
                filled.add(column.copy().target());
            }
        }
        return indexes.stream()
                .filter(i -> i.kind().unique())
                .filter(i -> !i.wholeColumns().isEmpty() && filled.containsAll(i.wholeColumns()))
                .min(Comparator.comparing((IndexDesign i) -> i.kind() != Kind.PRIMARY)
                        .thenComparing(i -> i.parts().size()));
    }

    private @Nullable String comment() {
        String comment = table.definition().comment();
        if (comment == null || comment.isEmpty()) {
            return null;
        }
        if (comment.length() <= LONGEST_COMMENT) {
            return comment;
        }
        draft.findings()
                .add(table.copy(), Remark.note("comment-cut", "its comment is cut to MySQL's 2,048 characters", null));
        return comment.substring(0, LONGEST_COMMENT);
    }
}
