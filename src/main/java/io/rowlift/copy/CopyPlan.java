package io.rowlift.copy;

import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.problem.Finding;
import io.rowlift.schema.Structure;
import java.util.List;

/**
 * What is copied: a mapping held against the structure of a source.
 *
 * @param structure the source's
 * @param tables largest first, the order in which they are loaded
 * @param foreignKeys whether the target gets them
 * @param indexes when secondary indexes are made
 * @param findings what the source has and the copy leaves out, whatever the target can hold
 */
public record CopyPlan(
        Structure structure, List<TableCopy> tables, ForeignKeys foreignKeys, Indexes indexes, List<Finding> findings) {
    public CopyPlan {
        tables = List.copyOf(tables);
        findings = List.copyOf(findings);
    }

    /** Describes a copy that leaves nothing out. */
    public CopyPlan(Structure structure, List<TableCopy> tables, ForeignKeys foreignKeys, Indexes indexes) {
        this(structure, tables, foreignKeys, indexes, List.of());
    }
}
