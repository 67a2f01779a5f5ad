package io.rowlift.copy;

import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.schema.Structure;
import java.util.List;

/**
 * What is copied: a mapping held against the structure of a source.
 *
 * @param structure the source's
 * @param tables largest first, the order in which they are loaded
 * @param foreignKeys whether the target gets them
 * @param indexes when secondary indexes are made
 */
public record CopyPlan(Structure structure, List<TableCopy> tables, ForeignKeys foreignKeys, Indexes indexes) {
    public CopyPlan {
        tables = List.copyOf(tables);
    }
}
