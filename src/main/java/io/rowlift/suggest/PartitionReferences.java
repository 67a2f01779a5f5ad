package io.rowlift.suggest;

import io.rowlift.schema.Structure.Other;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Foreign keys that only single partitions of a table declare: no design follows them, because the others need not obey. */
final class PartitionReferences {

    /** How PostgreSQL prints one, as far as it says what refers to what. */
    private static final Pattern REFERENCE = Pattern.compile("FOREIGN KEY (\\(.*?\\) REFERENCES .*?\\(.*?\\))");

    private PartitionReferences() {}

    /** Returns one note, or none. */
    static List<String> of(Subject subject, List<Other> others) {
        List<String> references = others.stream()
                .filter(other -> other.kind().equals("foreign key of a partition"))
                .filter(other -> Objects.equals(other.table(), subject.table().name()))
                .map(PartitionReferences::reference)
                .distinct()
                .sorted()
                .toList();
        return references.isEmpty()
                ? List.of()
                : List.of("Not followed, because only partitions declare it: " + String.join("; ", references)
                        + ". Declare it on the table, or add an index entry by hand.");
    }

    private static String reference(Other other) {
        Matcher matcher = REFERENCE.matcher(Objects.requireNonNullElse(other.sql(), ""));
        return matcher.find() ? matcher.group(1) : "\"" + other.name() + "\"";
    }
}
