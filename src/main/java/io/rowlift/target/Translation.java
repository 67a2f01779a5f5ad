package io.rowlift.target;

import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TargetSchema;
import io.rowlift.schema.Family;
import java.util.List;

/** Declares tables again in a target's own language. Pure: asks no database. */
public interface Translation {
    /** Returns the schema that the target gets; what it cannot hold is among the findings, never left out in silence. */
    TargetSchema translate(CopyPlan plan);

    /** Returns what tells, row by row, whether the target can hold the values of a table; safe for several threads. */
    RowCheck check(TargetSchema.TargetTable table);

    /**
     * Returns what can stand in the way of a table's indexes when all of its rows can be held: those only that may take
     * rows as one which the source tells apart, or that may not hold a row.
     *
     * @param source whose SQL the source speaks
     */
    List<IndexCheck> indexes(TargetSchema.TargetTable table, Family source);
}
