package io.rowlift.config;

import io.rowlift.mapping.Aggregate.Join;
import io.rowlift.problem.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@code join}, in any order, and puts each join after those that it refers to. */
final class JoinSection {

    private JoinSection() {}

    static List<Join> read(Fields owner, UserNames taken) {
        Map<String, Join> joins = new LinkedHashMap<>();
        owner.entries("join").forEach((name, entry) -> {
            taken.take(name, "a join", entry.location(), owner.scope());
            Fields fields = Fields.open(entry.value(), Keys.JOIN, owner.scope().in("join \"" + name + "\""));
            joins.put(name, new Join(name, fields.text("table"), fields.textByName("on"), entry.location()));
        });
        joins.values().forEach(join -> checkOwners(join, joins.keySet(), owner.scope()));
        return ordered(joins, owner.scope());
    }

    private static void checkOwners(Join join, Set<String> known, Scope owner) {
        for (String needed : owners(join)) {
            if (!known.contains(needed)) {
                String suggestion = Suggestion.didYouMean(needed, known);
                owner.in("join \"" + join.name() + "\"")
                        .report(
                                join.location(),
                                "\"on\" refers to the join \"" + needed + "\", which is not declared",
                                suggestion != null ? suggestion : "declare it under \"join\"");
            }
        }
    }

    /** Returns the joins that a join refers to: {@code customer} for {@code customer.country_id}. */
    private static Set<String> owners(Join join) {
        return join.on().keySet().stream()
                .filter(column -> column.indexOf('.') > 0)
                .map(column -> column.substring(0, column.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Join> ordered(Map<String, Join> joins, Scope owner) {
        Map<String, Join> waiting = new LinkedHashMap<>(joins);
        List<Join> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            List<Join> ready = waiting.values().stream()
                    .filter(join -> owners(join).stream().noneMatch(waiting::containsKey))
                    .toList();
            if (ready.isEmpty()) {
                Join first = waiting.values().iterator().next();
                String names = Fields.list(waiting.keySet());
                owner.report(
                        first.location(),
                        "no order of the joins " + names + " lets each refer to earlier ones only",
                        "let one of them refer to the entity's own columns");
                break;
            }
            ready.forEach(join -> waiting.remove(join.name()));
            ordered.addAll(ready);
        }
        return ordered;
    }
}
