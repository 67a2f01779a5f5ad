package io.rowlift.target.postgres;

import io.rowlift.schema.Structure.Other;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Constraints that only PostgreSQL has: exclusions, and keys over periods. */
final class OtherConstraints {

    private static final Set<String> KINDS = Set.of("exclusion constraint", "key without overlaps");

    private final Draft draft;
    private final TableDraft table;

    OtherConstraints(Draft draft, TableDraft table) {
        this.draft = draft;
        this.table = table;
    }

    /**
     * A constraint.
     *
     * @param kind in the DBA's words
     * @param name its name
     * @param definition what follows the name
     */
    record Constraint(String kind, String name, String definition) {}

    List<Constraint> constraints() {
        List<Constraint> constraints = new ArrayList<>();
        for (Other other : draft.structure().others()) {
            boolean mine = table.definition().table().name().equals(other.table());
            if (mine && !draft.foreign() && other.sql() != null && KINDS.contains(other.kind())) {
                add(other, other.sql(), constraints);
            }
        }
        return constraints;
    }

    private void add(Other other, String sql, List<Constraint> constraints) {
        try {
            String definition = new OwnExpression(draft, table).rewrite(sql);
            String name = IndexDesigner.name(draft, table, other.name(), true);
            constraints.add(new Constraint(other.kind(), name, definition));
        } catch (Untranslatable e) {
            draft.findings()
                    .add(
                            table.copy(),
                            other.kind() + " \"" + other.name() + '"',
                            Remark.warning(
                                    "constraint-left-out",
                                    "it is left out: " + e.reason(),
                                    "add one after the load, or see to it in the application"));
        }
    }
}
