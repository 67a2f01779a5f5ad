package io.rowlift.target.mysql;

import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TableCopy;
import io.rowlift.schema.Family;
import io.rowlift.schema.TableName;
import io.rowlift.target.jdbc.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the parts of one translation share. */
final class Draft {

    private final CopyPlan plan;
    private final Findings findings = new Findings();
    private final Names constraints = new Names();
    private final Expressions expressions;
    private final Map<TableName, TableDraft> tables = new LinkedHashMap<>();

    Draft(CopyPlan plan) {
        this.plan = plan;
        this.expressions = Expressions.of(plan.structure().family());
        for (TableCopy table : plan.tables()) {
            tables.put(table.definition().table().name(), new TableDraft(table));
        }
    }

    CopyPlan plan() {
        return plan;
    }

    Findings findings() {
        return findings;
    }

    /** Names of foreign keys and checks, each of which is one in its whole database. */
    Names constraints() {
        return constraints;
    }

    Expressions expressions() {
        return expressions;
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
        return plan.structure().family() != Family.MYSQL;
    }
}
