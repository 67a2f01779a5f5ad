package io.rowlift.source.jdbc;

import io.rowlift.schema.Column;
import io.rowlift.schema.Table;
import io.rowlift.source.jdbc.Relation.Embedded;
import io.rowlift.source.jdbc.Relation.Joined;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Describes everything that an aggregate reads, one line per column, so that a change can be seen and shown. */
final class Fingerprint {

    private Fingerprint() {}

    /** Returns lines such as {@code public.orders.id bigint not null key 1}, sorted. */
    static List<String> of(Relation relation) {
        SortedSet<String> lines = new TreeSet<>();
        collect(relation, lines);
        return List.copyOf(lines);
    }

    private static void collect(Relation relation, SortedSet<String> lines) {
        describe(relation.table().table(), relation.keyColumns(), lines);
        for (Joined join : relation.joins()) {
            describe(
                    join.table().table(),
                    join.table().table().identity().map(k -> k.columns()).orElse(List.of()),
                    lines);
        }
        for (Embedded embedded : relation.children()) {
            collect(embedded.relation(), lines);
        }
    }

    private static void describe(Table table, List<String> key, SortedSet<String> lines) {
        for (Column column : table.columns()) {
            List<String> words = new ArrayList<>(List.of(table.name() + "." + column.name(), column.declared()));
            if (!column.nullable()) {
                words.add("not null");
            }
            if (key.contains(column.name())) {
                words.add("key " + (key.indexOf(column.name()) + 1));
            }
            lines.add(String.join(" ", words));
        }
    }
}
