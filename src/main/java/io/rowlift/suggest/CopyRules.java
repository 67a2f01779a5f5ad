package io.rowlift.suggest;

import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.CopyMapping.ColumnRule;
import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.copy.CopyMapping.Name;
import io.rowlift.copy.CopyMapping.TableRule;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.Location;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Family;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The rules of a mapping that copies everything as it is: names of their own for what would otherwise have one name in the
 * target.
 */
public final class CopyRules {

    private static final Location HERE = new Location("the suggested mapping", 1);

    private final Kind target;
    private final Set<String> taken = new HashSet<>();

    private CopyRules(Kind target) {
        this.target = target;
    }

    /**
     * Returns the mapping.
     *
     * @param schemas those whose tables are wanted; empty for all
     * @param leftOut tables that cannot be read
     */
    public static CopyMapping of(Structure structure, Kind target, List<String> schemas, List<LeftOut> leftOut) {
        List<Name> include = schemas.isEmpty()
                ? List.of(new Name("*", HERE))
                : schemas.stream().map(s -> new Name(s + ".*", HERE)).toList();
        List<TableName> excluded = leftOut.stream().map(LeftOut::name).toList();
        List<Definition> tables = structure.tables().stream()
                .filter(d -> d.table().kind() != Table.Kind.VIEW)
                .filter(d -> !excluded.contains(d.table().name()))
                .filter(d ->
                        schemas.isEmpty() || schemas.contains(d.table().name().schema()))
                .sorted(Comparator.comparing(d -> d.table().name().toString()))
                .toList();
        List<Name> exclude =
                excluded.stream().map(t -> new Name(t.toString(), HERE)).toList();
        CopyRules rules = new CopyRules(target);
        Map<String, TableRule> byTable = new LinkedHashMap<>();
        for (Definition table : tables) {
            TableName name = table.table().name();
            long namesakes = tables.stream()
                    .filter(t -> t.table().name().name().equals(name.name()))
                    .count();
            TableRule rule = rules.rule(table);
            if (!name.name().contains(".") || !name.name().equals(rule.to())) {
                byTable.put(namesakes > 1 ? name.toString() : name.name(), rule);
            }
        }
        return new CopyMapping(HERE.file(), target, Map.of(), include, exclude, null, Indexes.AFTER_LOAD, byTable);
    }

    private TableRule rule(Definition table) {
        TableName name = table.table().name();
        boolean flat = target.family() == Family.MYSQL;
        String to = name.name();
        if (!taken.add(flat ? folded(to) : name.toString())) {
            to = free((name.schema() + "_" + to).replace('.', '_'), taken);
        }
        return new TableRule(to, null, List.of(), columns(table), HERE);
    }

    private Map<String, ColumnRule> columns(Definition table) {
        Map<String, ColumnRule> rules = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        if (target.family() == Family.MYSQL) {
            for (ColumnDefinition column : table.columns()) {
                String name = column.column().name();
                if (!names.add(folded(name))) {
                    rules.put(name, new ColumnRule.Kept(free(name, names), null, HERE));
                }
            }
        }
        return rules;
    }

    /** Returns a name that nothing has, and takes it. */
    private static String free(String name, Set<String> taken) {
        if (taken.add(folded(name))) {
            return name;
        }
        int number = 2;
        while (!taken.add(folded(name) + "_" + number)) {
            number++;
        }
        return name + "_" + number;
    }

    /** MySQL takes names that differ only by case for one. */
    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
