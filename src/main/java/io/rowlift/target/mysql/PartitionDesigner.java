package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.Partitioning;
import io.rowlift.schema.Definition.Partitioning.Partition;
import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Declares partitions again, where every row finds its place in them; otherwise the table is one. */
final class PartitionDesigner {

    private static final Pattern RANGE = Pattern.compile("FOR VALUES FROM \\((.*)\\) TO \\((.*)\\)", Pattern.DOTALL);
    private static final Pattern LIST = Pattern.compile("FOR VALUES IN \\((.*)\\)", Pattern.DOTALL);
    private static final Pattern VALUE =
            Pattern.compile("\\s*('(?:[^']|'')*'|-?[\\d.]+|MINVALUE|MAXVALUE|NULL)\\s*(,|$)");

    private final Draft draft;
    private final TableDraft table;

    private final List<IndexDesign> indexes;

    PartitionDesigner(Draft draft, TableDraft table, List<IndexDesign> indexes) {
        this.draft = draft;
        this.table = table;
        this.indexes = indexes;
    }

    /** Returns what follows the parentheses of CREATE TABLE, or null for a table in one piece. */
    @Nullable
    String sql() {
        Partitioning partitioning = table.definition().partitioning();
        if (partitioning == null) {
            return null;
        }
        try {
            holdTheColumns(partitioning);
            return draft.foreign() ? foreign(partitioning) : own(partitioning);
        } catch (Untranslatable e) {
            draft.findings()
                    .add(
                            table.copy(),
                            Remark.warning(
                                    "partitions-left-out",
                                    "it becomes one table without partitions: " + e.reason(),
                                    "partition it in MySQL's language after the load where queries need it"));
            return null;
        }
    }

    /** MySQL keeps a unique index per partition, so that it has to hold what decides on the partition. */
    private void holdTheColumns(Partitioning partitioning) throws Untranslatable {
        List<ColumnCopy> columns = table.all(partitioning.columns());
        for (IndexDesign index : indexes) {
            if (columns != null
                    && index.kind().unique()
                    && !index.wholeColumns()
                            .containsAll(
                                    columns.stream().map(ColumnCopy::target).toList())) {
                throw new Untranslatable("the unique index \"" + index.name()
                        + "\" does not hold the columns that it is" + " partitioned by");
            }
        }
    }

    private String foreign(Partitioning partitioning) throws Untranslatable {
        List<ColumnCopy> columns = table.all(partitioning.columns());
        if (columns == null || columns.isEmpty()) {
            throw new Untranslatable("it is partitioned by an expression, or by a column that is left out");
        }
        String names = Quoted.names(columns.stream().map(ColumnCopy::target).toList());
        if (partitioning.partitions().isEmpty()) {
            throw new Untranslatable("it has no partitions");
        }
        return switch (partitioning.strategy()) {
            case "hash" ->
                "PARTITION BY KEY (" + names + ") PARTITIONS "
                        + partitioning.partitions().size();
            case "range" -> "PARTITION BY RANGE COLUMNS(" + names + ") " + ranges(partitioning, columns);
            case "list" -> "PARTITION BY LIST COLUMNS(" + names + ") " + lists(partitioning, columns);
            default -> throw new Untranslatable("MySQL does not partition by \"" + partitioning.strategy() + '"');
        };
    }

    /** A range's end: what is beneath it and above the one before goes into it, so that no row is without a place. */
    private record End(String name, List<String> values, boolean open) {}

    private String ranges(Partitioning partitioning, List<ColumnCopy> columns) throws Untranslatable {
        List<End> ends = new ArrayList<>();
        boolean rest = false;
        for (Partition partition : partitioning.partitions()) {
            Matcher range = RANGE.matcher(partition.bounds());
            if (range.matches()) {
                List<String> values = values(range.group(2), columns);
                ends.add(new End(partition.name(), values, values.contains("MAXVALUE")));
            } else if (partition.bounds().equals("DEFAULT")) {
                rest = true;
            } else {
                throw new Untranslatable("the bounds of partition \"" + partition.name() + "\" are not understood");
            }
        }
        boolean whole = columns.stream().allMatch(c -> c.column().type() instanceof Type.Int);
        if (columns.size() > 1) {
            throw new Untranslatable("its ranges are over several columns");
        }
        ends.sort(whole ? Comparator.comparing(End::open).thenComparing(e -> number(e.values())) : byText());
        Names names = new Names();
        List<String> parts = new ArrayList<>();
        for (End end : ends) {
            parts.add("PARTITION " + Quoted.name(names.give(end.name())) + " VALUES LESS THAN ("
                    + String.join(", ", end.values()) + ")");
        }
        if (rest && ends.stream().noneMatch(End::open)) {
            parts.add("PARTITION " + Quoted.name(names.give("p_rest")) + " VALUES LESS THAN (MAXVALUE)");
        }
        return "(\n  " + String.join(",\n  ", parts) + "\n)";
    }

    private static Comparator<End> byText() {
        return Comparator.comparing(End::open).thenComparing(e -> e.values().get(0));
    }

    private static long number(List<String> values) {
        return values.get(0).equals("MAXVALUE") ? Long.MAX_VALUE : Long.parseLong(values.get(0));
    }

    private String lists(Partitioning partitioning, List<ColumnCopy> columns) throws Untranslatable {
        Names names = new Names();
        List<String> parts = new ArrayList<>();
        for (Partition partition : partitioning.partitions()) {
            Matcher list = LIST.matcher(partition.bounds());
            if (!list.matches()) {
                throw new Untranslatable("MySQL has no partition for all other values of a list");
            }
            List<ColumnCopy> each = new ArrayList<>();
            int count = list.group(1).split(",").length;
            for (int i = 0; i < count; i++) {
                each.add(columns.get(0));
            }
            parts.add("PARTITION " + Quoted.name(names.give(partition.name())) + " VALUES IN ("
                    + String.join(", ", values(list.group(1), each)) + ")");
        }
        return "(\n  " + String.join(",\n  ", parts) + "\n)";
    }

    private static List<String> values(String text, List<ColumnCopy> columns) throws Untranslatable {
        List<String> values = new ArrayList<>();
        Matcher value = VALUE.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!value.find(at) || value.start() != at || values.size() == columns.size()) {
                throw new Untranslatable("its bounds are not understood");
            }
            values.add(value(value.group(1), columns.get(values.size()).column().type()));
            at = value.end();
        }
        return values;
    }

    private static String value(String text, Type type) throws Untranslatable {
        if (text.equals("MAXVALUE") || text.equals("NULL")) {
            return text;
        }
        String bare = text.replaceAll("^'|'$", "").replace("''", "'");
        if (type instanceof Type.Int && bare.matches("-?\\d+")) {
            return bare;
        }
        if (type instanceof Type.Date) {
            return Quoted.text(Moments.utc(bare, false));
        }
        if (type instanceof Type.Timestamp moment) {
            return Quoted.text(Moments.utc(bare, moment.zoned()));
        }
        if (type instanceof Type.Text) {
            return Quoted.text(bare);
        }
        throw new Untranslatable("MySQL does not partition by values of that type");
    }

    private String own(Partitioning partitioning) throws Untranslatable {
        String strategy = partitioning.strategy();
        String by = by(partitioning);
        boolean counted = strategy.contains("hash") || strategy.contains("key");
        if (counted) {
            return by + " PARTITIONS " + partitioning.partitions().size();
        }
        if (!strategy.startsWith("range") && !strategy.startsWith("list")) {
            throw new Untranslatable("MySQL does not partition by \"" + strategy + '"');
        }
        String values = strategy.startsWith("range") ? "VALUES LESS THAN " : "VALUES IN ";
        return by
                + partitioning.partitions().stream()
                        .map(p -> "PARTITION " + Quoted.name(p.name()) + " " + bounds(p.bounds(), values))
                        .collect(Collectors.joining(",\n  ", " (\n  ", "\n)"));
    }

    private String by(Partitioning partitioning) throws Untranslatable {
        String strategy = partitioning.strategy().toUpperCase(java.util.Locale.ROOT);
        List<ColumnCopy> columns = table.all(partitioning.columns());
        if (columns == null) {
            throw new Untranslatable("it is partitioned by a column that is left out");
        }
        boolean names = strategy.contains("COLUMNS") || strategy.contains("KEY");
        if (names) {
            return "PARTITION BY " + strategy + "("
                    + Quoted.names(columns.stream().map(ColumnCopy::target).toList()) + ")";
        }
        String expression = draft.expressions()
                .translate(partitioning.expression(), table.named())
                .text();
        return "PARTITION BY " + strategy + " (" + expression + ")";
    }

    private static String bounds(String bounds, String words) {
        String text = Objects.requireNonNullElse(bounds, "").trim();
        return text.startsWith("VALUES") ? text : words + (text.startsWith("(") ? text : "(" + text + ")");
    }
}
