package io.rowlift.target.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index as PostgreSQL declares it.
 *
 * @param name its name, and that of its constraint
 * @param unique whether it guards uniqueness
 * @param constraint the constraint that stands on it, {@code PRIMARY KEY} or {@code UNIQUE}, or null
 * @param columns its columns in the target, when it holds these only, whole and for all rows; otherwise empty
 * @param definition what follows the table's name in CREATE INDEX
 * @param clauses what follows the columns in ADD CONSTRAINT: INCLUDE and NULLS NOT DISTINCT, or empty
 * @param suffix what follows the constraint, for example DEFERRABLE, or empty
 */
record IndexDesign(
        String name,
        boolean unique,
        @Nullable String constraint,
        List<String> columns,
        String definition,
        String clauses,
        String suffix) {
    IndexDesign {
        columns = List.copyOf(columns);
    }

    boolean primary() {
        return "PRIMARY KEY".equals(constraint);
    }
}
