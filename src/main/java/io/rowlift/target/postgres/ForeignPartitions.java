package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.Partitioning;
import io.rowlift.schema.Definition.Partitioning.Partition;
import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.postgres.PartitionDesigner.PartitionDesign;
import io.rowlift.target.postgres.PartitionDesigner.PartitionDesign.Piece;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Partitions of MySQL's and MariaDB's in PostgreSQL's language. */
final class ForeignPartitions {

    private static final Pattern LESS = Pattern.compile("VALUES LESS THAN (?:\\((.*)\\)|MAXVALUE)", Pattern.DOTALL);
    private static final Pattern LIST = Pattern.compile("VALUES IN \\((.*)\\)", Pattern.DOTALL);
    private static final Pattern VALUE =
            Pattern.compile("\\s*(?:(?:_\\w+)?('(?:[^'\\\\]|'')*')|(-?\\d+(?:\\.\\d+)?|MAXVALUE|NULL))\\s*(?:,|$)");

    /** Types whose order is the same in both products. */
    private static final Set<String> ORDERED = Set.of("smallint", "integer", "bigint", "numeric", "date", "timestamp");

    private final TableDraft table;
    private final Partitioning partitioning;
    private final UnaryOperator<String> names;

    ForeignPartitions(TableDraft table, Partitioning partitioning, UnaryOperator<String> names) {
        this.table = table;
        this.partitioning = partitioning;
        this.names = names;
    }

    PartitionDesign design() throws Untranslatable {
        List<ColumnCopy> columns = table.all(partitioning.columns());
        if (columns == null || columns.isEmpty()) {
            throw new Untranslatable("it is partitioned by an expression, over which PostgreSQL keeps no key, or by a"
                    + " column that is left out");
        }
        String names =
                PostgresDialect.quoted(columns.stream().map(ColumnCopy::target).toList());
        String strategy = partitioning.strategy().replace(" columns", "").replace("linear ", "");
        return switch (strategy) {
            case "hash", "key" -> new PartitionDesign("PARTITION BY HASH (" + names + ")", shares());
            case "range" -> new PartitionDesign("PARTITION BY RANGE (" + names + ")", ranges(columns));
            case "list" -> list(columns, names);
            default -> throw new Untranslatable("PostgreSQL does not partition by \"" + partitioning.strategy() + '"');
        };
    }

    private List<Piece> shares() {
        List<Piece> pieces = new ArrayList<>();
        int count = partitioning.partitions().size();
        for (Partition partition : partitioning.partitions()) {
            pieces.add(new Piece(
                    partition.name(),
                    name(partition),
                    "FOR VALUES WITH (MODULUS " + count + ", REMAINDER " + pieces.size() + ")"));
        }
        return pieces;
    }

    private List<Piece> ranges(List<ColumnCopy> columns) throws Untranslatable {
        for (ColumnCopy column : columns) {
            if (!ORDERED.contains(table.type(column).base())
                    || table.type(column).zoned()) {
                throw new Untranslatable("the order of " + table.type(column) + " may differ from the source's");
            }
        }
        List<Piece> pieces = new ArrayList<>();
        String low = String.join(", ", Collections.nCopies(columns.size(), "MINVALUE"));
        for (Partition partition : partitioning.partitions()) {
            Matcher less = matched(LESS, partition);
            String high = less.group(1) == null ? "MAXVALUE" : String.join(", ", values(less.group(1), partition));
            pieces.add(new Piece(partition.name(), name(partition), "FOR VALUES FROM (" + low + ") TO (" + high + ")"));
            low = high;
        }
        if (columns.stream().anyMatch(c -> c.column().nullable())) {
            // MySQL keeps NULL in the lowest range, PostgreSQL in none
            pieces.add(new Piece("", names.apply(table.target().name() + "_rest"), "DEFAULT"));
        }
        return pieces;
    }

    private PartitionDesign list(List<ColumnCopy> columns, String names) throws Untranslatable {
        boolean folded = columns.get(0).column().folding() != null;
        if (columns.size() > 1 || folded) {
            throw new Untranslatable(
                    folded ? "its lists are compared without regard to case" : "its lists are over several columns");
        }
        List<Piece> pieces = new ArrayList<>();
        for (Partition partition : partitioning.partitions()) {
            List<String> values = values(matched(LIST, partition).group(1), partition);
            pieces.add(
                    new Piece(partition.name(), name(partition), "FOR VALUES IN (" + String.join(", ", values) + ")"));
        }
        return new PartitionDesign("PARTITION BY LIST (" + names + ")", pieces);
    }

    /** Names of MySQL's partitions are unique in their table only. */
    private String name(Partition partition) {
        return names.apply(table.target().name() + "_" + partition.name());
    }

    private static Matcher matched(Pattern pattern, Partition partition) throws Untranslatable {
        Matcher matcher = pattern.matcher(partition.bounds());
        if (!matcher.matches()) {
            throw new Untranslatable("the bounds of partition \"" + partition.name() + "\" are not understood");
        }
        return matcher;
    }

    private static List<String> values(String printed, Partition partition) throws Untranslatable {
        List<String> values = new ArrayList<>();
        Matcher value = VALUE.matcher(printed);
        int at = 0;
        while (at < printed.length() && value.find(at) && value.start() == at) {
            values.add(value.group(1) == null ? value.group(2) : value.group(1));
            at = value.end();
        }
        if (at < printed.length()) {
            throw new Untranslatable("the bounds of partition \"" + partition.name() + "\" are not understood");
        }
        return values;
    }
}
