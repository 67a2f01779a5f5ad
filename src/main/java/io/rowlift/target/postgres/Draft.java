package io.rowlift.target.postgres;

import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TableCopy;
import io.rowlift.schema.Family;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Structure.Other;
import io.rowlift.schema.TableName;
import io.rowlift.target.jdbc.Findings;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the parts of one translation share. */
final class Draft {

    private static final Set<String> ROUTINES = Set.of("function", "procedure", "aggregate", "window function");

    private final CopyPlan plan;
    private final Findings findings = new Findings();
    private final Spaces spaces;
    private final Set<String> routines;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<TableName, TableDraft> tables = new LinkedHashMap<>();

    Draft(CopyPlan plan) {
        this.plan = plan;
        this.spaces = new Spaces(plan);
        this.routines = plan.structure().others().stream()
                .filter(o -> ROUTINES.contains(o.kind()))
                .map(Other::name)
                .map(name -> name.indexOf('(') < 0 ? name : name.substring(0, name.indexOf('(')))
                .collect(Collectors.toSet());
        for (TableCopy table : plan.tables()) {
            tables.put(table.definition().table().name(), new TableDraft(table));
            table.definition()
                    .indexes()
                    .forEach(i -> indexes.merge(table.target().schema() + "." + i.name(), 1, Integer::sum));
        }
    }

    CopyPlan plan() {
        return plan;
    }

    Structure structure() {
        return plan.structure();
    }

    Findings findings() {
        return findings;
    }

    Spaces spaces() {
        return spaces;
    }

    /** Returns whether several tables that go to a schema have an index of a name. */
    boolean indexed(String schema, String name) {
        return indexes.getOrDefault(schema + "." + name, 0) > 1;
    }

    /** Returns whether a function, {@code schema.name}, is one of the users' in the source: these are not copied. */
    boolean routine(String name) {
        return routines.contains(name);
    }

    List<TableDraft> tables() {
        return List.copyOf(tables.values());
    }

    /** Returns the table that a table of the source becomes, or null when it is not copied. */
    @Nullable
    TableDraft table(TableName source) {
        return tables.get(source);
    }

    boolean references() {
        return plan.foreignKeys() == ForeignKeys.KEEP;
    }

    boolean foreign() {
        return plan.structure().family() != Family.POSTGRESQL;
    }

    /** Translates an expression over the columns of a table. */
    Expression expression(String source, TableDraft table) throws Untranslatable {
        return foreign()
                ? ForeignExpression.translate(source, table)
                : new Expression(new OwnExpression(this, table).rewrite(source), Expression.Kind.OTHER, false);
    }
}
