package io.rowlift.copy;

import io.rowlift.copy.CopyMapping.TableRule;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import io.rowlift.problem.Suggestion;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Structure;
import io.rowlift.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings the mapping's rules to the tables that they are about, and gives the tables the names that users type. */
final class TableRules {

    private final CopyMapping mapping;
    private final Structure structure;
    private final List<Definition> chosen;
    private final Problems problems;

    TableRules(CopyMapping mapping, Structure structure, List<Definition> chosen, Problems problems) {
        this.mapping = mapping;
        this.structure = structure;
        this.chosen = chosen;
        this.problems = problems;
    }

    /** Returns the tables with their rules. */
    List<Copying> apply() {
        Map<TableName, TableRule> rules = new HashMap<>();
        mapping.tables().forEach((name, rule) -> {
            Definition definition = find(name, rule.location());
            if (definition != null && rules.putIfAbsent(definition.table().name(), rule) != null) {
                problems.add(
                        rule.location(),
                        "\"tables\" has rules for \"" + definition.table().name() + "\" twice",
                        "write them in one place");
            }
        });
        List<Copying> tables = new ArrayList<>();
        for (Definition definition : chosen) {
            TableRule rule = rules.get(definition.table().name());
            Location location = rule == null ? new Location(mapping.file(), 1) : rule.location();
            tables.add(new Copying(name(definition.table().name()), definition, rule, location));
        }
        return tables;
    }

    /** The name alone where it says enough. */
    private String name(TableName name) {
        long namesakes = chosen.stream()
                .filter(d -> d.table().name().name().equals(name.name()))
                .count();
        return namesakes > 1 ? name.toString() : name.name();
    }

    private @Nullable Definition find(String name, Location location) {
        List<Definition> found = named(name, chosen);
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.size() > 1) {
            problems.add(
                    location,
                    "\"tables\" has rules for \"" + name + "\", which exists in several schemas",
                    "write one of "
                            + found.stream()
                                    .map(d -> "\"" + d.table().name() + "\"")
                                    .collect(Collectors.joining(", ")));
            return null;
        }
        List<Definition> left = named(name, structure.tables());
        if (left.isEmpty()) {
            String meant = Suggestion.didYouMean(name, TableSelection.known(structure));
            problems.add(
                    location,
                    "\"tables\" has rules for \"" + name + "\", which the source does not have",
                    meant != null ? meant : "names are exact, with upper and lower case");
        } else {
            boolean view = left.stream().allMatch(TableSelection::view);
            problems.add(
                    location,
                    "\"tables\" has rules for " + (view ? "the view " : "") + "\"" + name + "\", which is not copied",
                    view
                            ? "name it in full under \"include\", or delete the rules"
                            : "include it, or delete the rules");
        }
        return null;
    }

    private static List<Definition> named(String name, List<Definition> tables) {
        return tables.stream()
                .filter(d -> d.table().name().name().equals(name)
                        || d.table().name().toString().equals(name))
                .toList();
    }
}
