package io.rowlift.target;

import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TargetSchema;

/** Declares tables again in a target's own language. Pure: asks no database. */
public interface Translation {
    /** Returns the schema that the target gets; what it cannot hold is among the findings, never left out in silence. */
    TargetSchema translate(CopyPlan plan);

    /** Returns what tells, row by row, whether the target can hold the values of a table; safe for several threads. */
    RowCheck check(TargetSchema.TargetTable table);
}
