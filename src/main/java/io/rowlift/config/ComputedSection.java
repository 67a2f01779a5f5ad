package io.rowlift.config;

import io.rowlift.mapping.Aggregate.Computed;
import io.rowlift.mapping.Aggregate.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads {@code columns}: columns that the source computes. */
final class ComputedSection {

    private ComputedSection() {}

    static List<Computed> read(Fields owner, UserNames taken) {
        List<Computed> columns = new ArrayList<>();
        owner.entries("columns").forEach((name, entry) -> {
            taken.take(name, "a computed column", entry.location(), owner.scope());
            columns.add(computed(name, entry, owner.scope()));
        });
        return columns;
    }

    private static Computed computed(String name, Node.Entry entry, Scope owner) {
        Scope scope = owner.in("column \"" + name + "\"");
        if (!(entry.value() instanceof Node.Block)) {
            String text = Scalars.text(entry.value(), "the SQL expression", scope);
            Sql sql =
                    new Sql(Objects.requireNonNullElse(text, ""), entry.value().location());
            return new Computed(name, sql, Map.of());
        }
        Fields fields = Fields.open(entry.value(), Keys.COMPUTED, scope);
        Sql sql = EntitySection.sql(fields, "sql");
        Map<String, Map<String, String>> reads = new LinkedHashMap<>();
        fields.entries("reads")
                .forEach((table, columns) ->
                        reads.put(table, Fields.textByName(columns.value(), "\"reads\", \"" + table + "\"", scope)));
        return new Computed(name, sql == null ? new Sql("", entry.location()) : sql, reads);
    }
}
