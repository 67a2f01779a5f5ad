package io.rowlift.suggest;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.Column;
import io.rowlift.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What to beware of: types and names that DynamoDB treats otherwise, and values that would reject a row. */
final class Traps {

    private static final int PARTITION_BYTES = 2048;
    private static final int SORT_BYTES = 1024;
    private static final int DIGITS = 38;

    /** Types that hold more than an item, as their products print them; text without a bound is too common to be named. */
    private static final Set<String> LARGE = Set.of(
            "bytea",
            "json",
            "jsonb",
            "xml",
            "mediumblob",
            "longblob",
            "mediumtext",
            "longtext",
            "geometry",
            "tsvector");

    private final Subject subject;
    private final Product product;
    private final List<String> traps = new ArrayList<>();

    private Traps(Subject subject, Product product) {
        this.subject = subject;
        this.product = product;
    }

    static List<String> of(Subject subject, Placement placement, List<IndexEntry> entries, Product product) {
        Traps traps = new Traps(subject, product);
        traps.keys(placement.partition(subject), placement.sort(subject));
        traps.indexes(entries);
        traps.columns();
        return traps.traps;
    }

    private void keys(KeyText partition, KeyText sort) {
        List<Column> columns = Stream.concat(partition.columns().stream(), sort.columns().stream())
                .toList();
        note(
                columns,
                column -> KeyForm.canBeEmpty(column.type()),
                "Text or bytes in the key",
                "a row in which it is empty is rejected");
        note(columns, Traps::isMoment, "Time in the key", moments());
        note(
                columns,
                column -> column.folding() != null,
                "Text in the key",
                "the source takes different spellings as one value, DynamoDB does not: who refers to a row by another"
                        + " spelling does not find it");
        length(partition, PARTITION_BYTES, "partition key");
        length(sort, SORT_BYTES, "sort key");
    }

    private String moments() {
        return product == Product.POSTGRESQL
                ? "infinity and years outside 1 to 9999 are rejected there"
                : "zero dates are rejected there";
    }

    private void indexes(List<IndexEntry> entries) {
        Set<Column> absent = new LinkedHashSet<>();
        for (IndexEntry entry : entries) {
            absent.addAll(entry.partition().columns());
            length(entry.partition(), PARTITION_BYTES, "partition key of GSI" + entry.number());
            length(entry.sort(), SORT_BYTES, "sort key of GSI" + entry.number());
        }
        // whatever is in the key is there, or the row is rejected: that was said of the key
        absent.removeAll(subject.columns(subject.key().columns()));
        List<Column> columns = List.copyOf(absent);
        note(columns, Traps::isMoment, "Time in an index", moments());
        note(
                columns,
                column -> column.folding() != null,
                "Text in an index",
                "the source takes different spellings as one value, DynamoDB does not: who asks the index for another"
                        + " spelling does not find the row");
        sparse(columns);
    }

    private void sparse(List<Column> columns) {
        Predicate<Column> empty = column -> KeyForm.canBeEmpty(column.type());
        Predicate<Column> none = Column::nullable;
        note(columns, none.and(empty), "Sparse", "a row in which it is NULL or empty is not in that index");
        note(columns, none.and(empty.negate()), "Sparse", "a row in which it is NULL is not in that index");
        note(columns, empty.and(none.negate()), "Sparse", "a row in which it is empty is not in that index");
    }

    /** The separators are few; what counts are the values. */
    private void length(KeyText text, int limit, String what) {
        boolean bounded = text.columns().stream().allMatch(c -> KeyForm.mostBytes(c.type()) >= 0);
        long most = text.columns().stream()
                .mapToLong(c -> KeyForm.mostBytes(c.type()))
                .sum();
        if (!bounded || most > limit) {
            traps.add("Long values: the " + what + " can have more than "
                    + String.format(Locale.ROOT, "%,d", limit) + " bytes with " + Reasons.columns(text.columns())
                    + "; such a row is rejected.");
        }
    }

    private void columns() {
        List<Column> all = subject.table().columns();
        if (product == Product.POSTGRESQL) {
            note(all, c -> c.type() instanceof Type.Real, "Floating point", "NaN and infinity are rejected");
        }
        note(
                all,
                Traps::isUnbounded,
                "Numbers without a bound",
                product == Product.POSTGRESQL
                        ? "more than 38 digits, NaN and infinity are rejected"
                        : "more than 38 digits are rejected");
        note(
                all,
                Traps::isWide,
                "Long numbers",
                product == Product.POSTGRESQL
                        ? "more than 38 digits and NaN are rejected"
                        : "more than 38 digits are rejected");
        note(all, c -> c.type() instanceof Type.Json, "JSON", "it becomes a map, a list or a single value");
        note(
                all,
                Traps::isLarge,
                "Large values",
                "an item of more than 400 KB is rejected; what is too large can be kept elsewhere and listed under except");
        note(
                all,
                column -> column.declared().toLowerCase(Locale.ROOT).startsWith("tinyint(1)"),
                "tinyint(1)",
                "it stays a number; { name: { column: name, as: boolean } } makes it a boolean");
        note(
                all,
                column -> ReservedWords.contains(column.name()),
                "Reserved words",
                "DynamoDB's expressions need a placeholder such as #name for it");
    }

    private void note(List<Column> columns, Predicate<Column> concerned, String trap, String consequence) {
        List<Column> found = columns.stream().filter(concerned).distinct().toList();
        if (!found.isEmpty()) {
            traps.add(trap + " (" + Reasons.columns(found) + "): " + consequence + ".");
        }
    }

    private static boolean isMoment(Column column) {
        return column.type() instanceof Type.Date || column.type() instanceof Type.Timestamp;
    }

    private static boolean isUnbounded(Column column) {
        return column.type() instanceof Type.Numeric numeric && numeric.unconstrained();
    }

    private static boolean isWide(Column column) {
        return column.type() instanceof Type.Numeric numeric && numeric.precision() > DIGITS;
    }

    private static boolean isLarge(Column column) {
        return column.type() instanceof Type.Json
                || LARGE.contains(column.declared().toLowerCase(Locale.ROOT));
    }
}
