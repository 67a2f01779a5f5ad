package io.rowlift.copy;

import io.rowlift.copy.CopyMapping.SchemaRule;
import io.rowlift.problem.Problems;
import io.rowlift.problem.Suggestion;
import io.rowlift.schema.Family;
import io.rowlift.schema.Structure;
import io.rowlift.schema.TableName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Says under which names the target gets the tables. */
final class TargetNames {

    private static final String PUBLIC = "public";

    private final CopyMapping mapping;
    private final Structure structure;
    private final String database;
    private final Problems problems;

    /** Makes one for a target whose URL names this database. */
    TargetNames(CopyMapping mapping, Structure structure, String database, Problems problems) {
        this.mapping = mapping;
        this.structure = structure;
        this.database = database;
        this.problems = problems;
    }

    /** Returns the names by the source's; two tables of one name are a problem. */
    Map<TableName, TableName> choose(List<Copying> tables) {
        checkSchemas();
        Map<TableName, TableName> names = new LinkedHashMap<>();
        Map<String, Copying> taken = new HashMap<>();
        for (Copying table : tables) {
            TableName name = name(table);
            names.put(table.source(), name);
            Copying other = taken.putIfAbsent(folded(name.toString()), table);
            if (other != null) {
                boolean later = table.rule() != null || other.rule() == null;
                boolean same = name.equals(names.get(other.source()));
                problems.add(
                        (later ? table : other).location(),
                        "the tables \"" + other.source() + "\" and \"" + table.source()
                                + "\" would both be \"" + shown(name) + "\" in the target"
                                + (same ? "" : ", letter case aside"),
                        "give one of them another name with \"to\", or leave it out with \"exclude\"");
            }
        }
        return names;
    }

    private TableName name(Copying table) {
        TableName source = table.source();
        String to = table.rule() == null ? null : table.rule().to();
        return new TableName(schema(source.schema()), to == null ? source.name() : to);
    }

    private String schema(String source) {
        if (family() == Family.MYSQL) {
            return database;
        }
        SchemaRule rule = mapping.schemas().get(source);
        if (rule != null) {
            return rule.to();
        }
        return structure.family() == Family.POSTGRESQL ? source : PUBLIC;
    }

    private void checkSchemas() {
        TreeSet<String> known = new TreeSet<>();
        structure.tables().forEach(d -> known.add(d.table().name().schema()));
        mapping.schemas().forEach((source, rule) -> {
            if (!known.contains(source)) {
                String meant = Suggestion.didYouMean(source, known);
                problems.add(
                        rule.location(),
                        "\"schemas\" has \"" + source + "\", in which the source has no table",
                        meant != null ? meant : "it has tables in " + String.join(", ", known));
            }
            if (family() == Family.MYSQL && !rule.to().equals(database)) {
                problems.add(
                        rule.location(),
                        "\"schemas\" sends \"" + source + "\" to \"" + rule.to()
                                + "\", and the target's URL names the database \"" + database + "\"",
                        "a run writes one database: name it here or leave the line out");
            }
        });
    }

    private Family family() {
        return mapping.target().family();
    }

    /** MySQL has no schemas inside of a database. */
    private String shown(TableName name) {
        return family() == Family.MYSQL ? name.name() : name.toString();
    }

    /** Whether MySQL tells names by case depends on the server. */
    private String folded(String name) {
        return family() == Family.MYSQL ? name.toLowerCase(Locale.ROOT) : name;
    }
}
