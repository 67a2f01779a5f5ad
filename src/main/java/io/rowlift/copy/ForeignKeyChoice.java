package io.rowlift.copy;

import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyMapping.TableRule;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Location;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which foreign keys the target gets, as far as the mapping decides it. */
final class ForeignKeyChoice {

    private final ForeignKeys wanted;
    private final Map<TableName, Copying> tables;
    private final Map<TableName, Set<String>> dropped;
    private final List<Finding> findings;

    /**
     * Makes one.
     *
     * @param tables those that are copied, by the source's name
     * @param dropped the columns that are not, by table
     */
    ForeignKeyChoice(
            ForeignKeys wanted,
            Map<TableName, Copying> tables,
            Map<TableName, Set<String>> dropped,
            List<Finding> findings) {
        this.wanted = wanted;
        this.tables = tables;
        this.dropped = dropped;
        this.findings = findings;
    }

    /** Returns whether the target gets foreign keys; PlanetScale has them only where somebody has enabled them. */
    static ForeignKeys wanted(CopyMapping mapping, Kind target, List<Copying> tables, List<Finding> findings) {
        ForeignKeys said = mapping.foreignKeys();
        if (said != null) {
            return said;
        }
        if (target != Kind.PLANETSCALE) {
            return ForeignKeys.KEEP;
        }
        List<String> names = tables.stream()
                .flatMap(t -> t.definition().references().stream().map(r -> t.name() + "." + r.name()))
                .toList();
        if (!names.isEmpty()) {
            findings.add(Finding.of(
                            Severity.WARNING,
                            "foreign-keys-left-out",
                            "foreign keys",
                            "PlanetScale has foreign keys only in databases where they are enabled: none is made",
                            "write foreignKeys: keep when they are enabled, or foreignKeys: drop to say that this is meant")
                    .counted(names.size(), names));
        }
        return ForeignKeys.DROP;
    }

    /** Returns a table without the foreign keys that would point nowhere. */
    Definition of(Copying table, Definition definition) {
        if (wanted == ForeignKeys.DROP) {
            return definition;
        }
        List<Reference> kept = new ArrayList<>();
        for (Reference reference : definition.references()) {
            Copying parent = tables.get(reference.references());
            String obstacle = obstacle(reference, parent);
            if (obstacle != null) {
                say(
                        table,
                        reference,
                        "foreign-key-left-out",
                        "it is left out: " + obstacle,
                        "copy that as well, or make the foreign key in the target when it is there");
                continue;
            }
            kept.add(reference);
            Location condition = condition(parent);
            if (condition != null) {
                findings.add(dangling(table, reference, condition));
            }
        }
        return new Definition(
                definition.table(),
                definition.columns(),
                definition.indexes(),
                definition.checks(),
                kept,
                definition.partitioning(),
                definition.comment(),
                definition.rows(),
                definition.bytes());
    }

    private @Nullable String obstacle(Reference reference, @Nullable Copying parent) {
        if (parent == null) {
            return "table \"" + reference.references() + "\", to which it refers, is not copied";
        }
        return reference.referenced().stream()
                .filter(c -> dropped.getOrDefault(parent.source(), Set.of()).contains(c))
                .findFirst()
                .map(c -> "column \"" + c + "\" of table \"" + parent.name()
                        + "\", to which it refers, is dropped by the mapping")
                .orElse(null);
    }

    private static @Nullable Location condition(@Nullable Copying table) {
        TableRule rule = table == null ? null : table.rule();
        return rule == null || rule.where() == null ? null : rule.where().location();
    }

    private static Finding dangling(Copying table, Reference reference, Location parents) {
        String part = "foreign key \"" + reference.name() + '"';
        Location own = condition(table);
        return own == null || reference.references().equals(table.source())
                ? table.finding(
                        Severity.WARNING,
                        "foreign-key-may-dangle",
                        part,
                        "of table \"" + reference.references()
                                + "\", to which it refers, only rows with a condition are" + " copied",
                        "give this table a \"where\" that leaves out rows that refer to others, or write foreignKeys: drop",
                        parents)
                : table.finding(
                        Severity.NOTE,
                        "foreign-key-may-dangle",
                        part,
                        "rows of this table and of \"" + reference.references()
                                + "\", to which it refers, are chosen by conditions: whether they fit is found out when it"
                                + " is made",
                        null,
                        own);
    }

    private void say(Copying table, Reference reference, String code, String message, String remedy) {
        findings.add(table.finding(
                Severity.WARNING, code, "foreign key \"" + reference.name() + '"', message, remedy, null));
    }
}
