package io.rowlift.suggest;

import io.rowlift.schema.Column;
import io.rowlift.schema.ForeignKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says why an entity lives where it lives. */
final class Reasons {

    private Reasons() {}

    static List<String> of(Subject subject, Graph graph, Placement placement) {
        List<String> reasons = new ArrayList<>();
        Reference home = placement.home(subject);
        List<Subject> lodgers = placement.lodgers(subject, graph.subjects());
        if (home != null) {
            reasons.add(lodging(subject, home, graph, placement));
        } else if (placement.freed().contains(subject)) {
            reasons.add("A partition of its own: its key is a foreign key, but following it leads back here.");
        } else if (!lodgers.isEmpty()) {
            reasons.add("Heads a collection: its partition also holds " + names(lodgers) + ".");
        } else if (graph.from(subject).stream().anyMatch(r -> r.namesKey() && r.required())) {
            reasons.add("A partition of its own"
                    + (graph.referring(subject).isEmpty()
                            ? ": it refers only to itself."
                            : ", found by its key alone: there are references from " + names(graph.referring(subject))
                                    + "."));
        }
        if (!subject.key().primary()) {
            reasons.add("Its key is \"" + subject.key().name() + "\": no primary key can stand in a key of DynamoDB.");
        }
        for (ForeignKey key : graph.outside().getOrDefault(subject.table().name(), List.of())) {
            reasons.add("\"" + key.name() + "\" refers to " + key.references() + ", which is not in this mapping.");
        }
        return reasons;
    }

    private static String lodging(Subject subject, Reference home, Graph graph, Placement placement) {
        String columns = columns(home.columns());
        String host = placement.host(subject).name();
        List<String> linked = graph.from(subject).stream()
                .filter(r -> r.identifying()
                        && r.namesKey()
                        && !home.key().columns().containsAll(r.key().columns()))
                .map(r -> r.to().name())
                .distinct()
                .toList();
        if (!linked.isEmpty()) {
            return "Links " + home.to().name() + " and " + String.join(" and ", linked) + ": in the partition of the "
                    + host + ", and the other way round in an index.";
        }
        return "In the partition of its " + host + ": "
                + (home.identifying()
                        ? "its key holds " + columns + "."
                        : columns + " is never NULL, and no other table refers to \"" + subject.from() + "\".");
    }

    static String columns(List<Column> columns) {
        return columns.stream().map(column -> "\"" + column.name() + "\"").collect(Collectors.joining(", "));
    }

    private static String names(List<Subject> subjects) {
        return subjects.stream().map(Subject::name).collect(Collectors.joining(", "));
    }
}
