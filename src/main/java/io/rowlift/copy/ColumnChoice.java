package io.rowlift.copy;

import io.rowlift.copy.CopyMapping.ColumnRule;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.mapping.Aggregate.Computed;
import io.rowlift.problem.Problems;
import io.rowlift.problem.Suggestion;
import io.rowlift.schema.Column;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Family;
import io.rowlift.schema.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what a mapping says about the columns of one table against the table. */
final class ColumnChoice {

    private final Copying table;
    private final Family source;
    private final Family target;
    private final Problems problems;
    private final Map<String, ColumnRule> rules;

    ColumnChoice(Copying table, Family source, Family target, Problems problems) {
        this.table = table;
        this.source = source;
        this.target = target;
        this.problems = problems;
        this.rules = table.rule() == null ? Map.of() : table.rule().columns();
    }

    /** Reports rules that fit no column. */
    void check() {
        List<String> names = table.definition().columns().stream()
                .map(c -> c.column().name())
                .toList();
        rules.forEach((name, rule) -> {
            if (rule instanceof ColumnRule.Computed) {
                checkComputed(name, rule, names);
            } else if (!names.contains(name)) {
                String meant = Suggestion.didYouMean(name, names);
                table.report(
                        problems,
                        rule.location(),
                        "column \"" + name + "\" is not in the source's table",
                        meant != null ? meant : "a new column needs \"sql\"");
            }
        });
        if (names.stream().allMatch(this::drops)) {
            table.report(problems, table.location(), "every column is dropped", "leave the table out with \"exclude\"");
        }
    }

    private void checkComputed(String name, ColumnRule rule, List<String> names) {
        names.stream()
                .filter(n -> source == Family.MYSQL ? n.equalsIgnoreCase(name) : n.equals(name))
                .findFirst()
                .ifPresent(n -> table.report(
                        problems,
                        rule.location(),
                        "column \"" + name + "\" has \"sql\", and the source's table has a column of that name",
                        "to replace it, write \"" + n + ": drop\" and give the computed column another name and \"to: "
                                + n + "\""));
    }

    /** Returns the rules that drop a column, by column. */
    Map<String, ColumnRule.Dropped> dropped() {
        Map<String, ColumnRule.Dropped> dropped = new LinkedHashMap<>();
        rules.forEach((name, rule) -> {
            if (rule instanceof ColumnRule.Dropped drop
                    && table.definition().table().column(name).isPresent()) {
                dropped.put(name, drop);
            }
        });
        return dropped;
    }

    private boolean drops(String column) {
        return rules.get(column) instanceof ColumnRule.Dropped;
    }

    /** Returns the columns that the source computes. */
    List<Computed> computed() {
        List<Computed> computed = new ArrayList<>();
        rules.forEach((name, rule) -> {
            if (rule instanceof ColumnRule.Computed column) {
                computed.add(new Computed(name, column.sql(), Map.of()));
            }
        });
        return computed;
    }

    /**
     * Returns the columns that the target gets.
     *
     * @param definitions the columns as the source declares them, less what cannot come along
     * @param shape what the rows look like that are read; null where nothing is computed
     */
    List<ColumnCopy> columns(List<ColumnDefinition> definitions, @Nullable Shape shape) {
        List<ColumnCopy> columns = new ArrayList<>();
        for (ColumnDefinition definition : definitions) {
            Column column = definition.column();
            ColumnRule rule = rules.get(column.name());
            if (rule instanceof ColumnRule.Kept kept) {
                columns.add(new ColumnCopy(
                        column.name(), or(kept.to(), column.name()), column, definition, kept.type(), kept.location()));
            } else if (!(rule instanceof ColumnRule.Dropped)) {
                columns.add(new ColumnCopy(column.name(), column.name(), column, definition, null, null));
            }
        }
        rules.forEach((name, rule) -> {
            if (rule instanceof ColumnRule.Computed computed && shape != null && shape.column(name) >= 0) {
                Column column = shape.columns().get(shape.column(name));
                columns.add(new ColumnCopy(
                        name, or(computed.to(), name), column, null, computed.type(), computed.location()));
            }
        });
        checkNames(columns);
        return columns;
    }

    private void checkNames(List<ColumnCopy> columns) {
        Map<String, ColumnCopy> taken = new HashMap<>();
        for (ColumnCopy column : columns) {
            String folded = target == Family.MYSQL ? column.target().toLowerCase(Locale.ROOT) : column.target();
            ColumnCopy other = taken.putIfAbsent(folded, column);
            if (other != null) {
                ColumnCopy blamed = column.location() == null ? other : column;
                table.report(
                        problems,
                        blamed.location() == null ? table.location() : blamed.location(),
                        "the columns \"" + other.source() + "\" and \"" + column.source() + "\" would both be \""
                                + column.target() + "\" in the target"
                                + (column.target().equals(other.target()) ? "" : ", letter case aside"),
                        "give one of them another name with \"to\", or drop it");
            }
        }
    }

    private static String or(@Nullable String name, String otherwise) {
        return name == null ? otherwise : name;
    }
}
