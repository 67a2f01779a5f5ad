package io.rowlift.target.mysql;

import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TableCopy;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.mapping.Aggregate;
import io.rowlift.problem.Location;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import java.util.List;

/** Plans that copy everything as it is. */
final class Plans {

    private Plans() {}

    /** Returns a plan for all tables of a source. */
    static CopyPlan of(Structure structure, String database) {
        return of(structure, database, ForeignKeys.KEEP, Indexes.AFTER_LOAD);
    }

    static CopyPlan of(Structure structure, String database, ForeignKeys foreignKeys, Indexes indexes) {
        List<TableCopy> tables = structure.tables().stream()
                .filter(d -> d.table().kind() != Table.Kind.VIEW)
                .map(d -> copy(d, database))
                .toList();
        return new CopyPlan(structure, tables, foreignKeys, indexes);
    }

    private static TableCopy copy(Definition definition, String database) {
        TableName name = definition.table().name();
        List<ColumnCopy> columns = definition.columns().stream()
                .map(c -> new ColumnCopy(c.column().name(), c.column().name(), c.column(), c, null, null))
                .toList();
        Aggregate aggregate = new Aggregate(
                name.name(),
                name.toString(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                new Location("job.yaml", 1));
        return new TableCopy(
                name.name(),
                definition,
                new TableName(database, name.name()),
                aggregate,
                columns,
                definition.table().identity().isEmpty());
    }
}
