package io.rowlift.copy;

import io.rowlift.copy.CopyMapping.Name;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Problems;
import io.rowlift.problem.Suggestion;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Unread;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses the tables that are copied. */
final class TableSelection {

    private final CopyMapping mapping;
    private final Structure structure;
    private final Problems problems;

    TableSelection(CopyMapping mapping, Structure structure, Problems problems) {
        this.mapping = mapping;
        this.structure = structure;
        this.problems = problems;
    }

    /** Returns the chosen tables in the order of the structure; patterns that match nothing are problems. */
    List<Definition> choose() {
        if (structure.tables().isEmpty()) {
            problems.add(null, "the source has no table that the login can see", "check the database and the rights");
            return List.of();
        }
        mapping.include().forEach(name -> check("include", name));
        mapping.exclude().forEach(name -> check("exclude", name));
        List<Definition> chosen =
                structure.tables().stream().filter(this::chosen).toList();
        if (chosen.isEmpty() && problems.isEmpty()) {
            problems.add(
                    null,
                    mapping.file() + ": \"include\" and \"exclude\" leave no table to copy",
                    "the source has " + structure.tables().size());
        }
        return chosen;
    }

    /** Returns what stands in the way of a whole copy: tables that the mapping chooses and the login cannot read. */
    static List<Finding> missing(CopyMapping mapping, Structure structure, List<Unread> unread) {
        return unread.stream()
                .filter(table ->
                        !table.partition() && structure.table(table.name()).isEmpty())
                .filter(table -> chosen(mapping, table.name(), table.kind() == Table.Kind.VIEW))
                .map(table -> Finding.of(
                        Severity.PROBLEM,
                        "table-unread",
                        "table \"" + table.name() + '"',
                        "it cannot be copied: " + table.reason(),
                        "or leave it out with \"exclude\""))
                .toList();
    }

    private boolean chosen(Definition definition) {
        return chosen(mapping, definition.table().name(), view(definition));
    }

    private static boolean chosen(CopyMapping mapping, TableName name, boolean view) {
        return mapping.include().stream()
                        .filter(included -> !view || !isPattern(included))
                        .anyMatch(included -> matches(included, name))
                && mapping.exclude().stream().noneMatch(excluded -> matches(excluded, name));
    }

    private void check(String key, Name name) {
        List<Definition> matched = structure.tables().stream()
                .filter(d -> matches(name, d.table().name()))
                .toList();
        if (key.equals("include")
                && isPattern(name)
                && !name.pattern().equals("*")
                && !matched.isEmpty()
                && matched.stream().allMatch(TableSelection::view)) {
            problems.add(
                    name.location(),
                    "\"include\" has \"" + name.pattern() + "\", which matches nothing but views",
                    "a view is copied when its name is written in full");
        }
        if (!matched.isEmpty()) {
            return;
        }
        Optional<Definition> partitioned = structure.tables().stream()
                .filter(d -> isPartition(name.pattern(), d))
                .findFirst();
        if (partitioned.isPresent()) {
            problems.add(
                    name.location(),
                    "\"" + key + "\" has \"" + name.pattern() + "\", which is a partition of \""
                            + partitioned.get().table().name() + "\" and read with it",
                    "choose some of its rows with \"where\" of the table");
            return;
        }
        problems.add(
                name.location(),
                "\"" + key + "\" has \"" + name.pattern() + "\", which no table of the source matches",
                isPattern(name) ? "names are exact, with upper and lower case" : suggestion(name.pattern()));
    }

    private String suggestion(String given) {
        String meant = Suggestion.didYouMean(given, known(structure));
        return meant != null ? meant : "names are exact, with upper and lower case";
    }

    /** Returns all names that tables can be called by. */
    static List<String> known(Structure structure) {
        return structure.tables().stream()
                .map(d -> d.table().name())
                .flatMap(n -> Stream.of(n.name(), n.toString()))
                .toList();
    }

    static boolean view(Definition definition) {
        return definition.table().kind() == Table.Kind.VIEW;
    }

    private static boolean isPartition(String name, Definition definition) {
        String schema = definition.table().name().schema();
        return definition.partitioning() != null
                && definition.partitioning().partitions().stream()
                        .anyMatch(p -> name.equals(p.name()) || name.equals(schema + "." + p.name()));
    }

    private static boolean isPattern(Name name) {
        return name.pattern().contains("*");
    }

    /** A pattern without a dot is about the name alone. */
    private static boolean matches(Name name, TableName table) {
        Pattern pattern = pattern(name.pattern());
        return pattern.matcher(table.name()).matches()
                || (name.pattern().contains(".")
                        && pattern.matcher(table.toString()).matches());
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(
                Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL);
    }
}
