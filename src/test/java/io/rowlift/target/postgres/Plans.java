package io.rowlift.target.postgres;

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
import java.util.function.UnaryOperator;

/** Plans that copy everything as it is. */
final class Plans {

    private Plans() {}

    /** Returns a plan for all tables of a source; schemas become what is said. */
    static CopyPlan of(Structure structure, UnaryOperator<String> schemas) {
        return of(structure, schemas, ForeignKeys.KEEP, Indexes.AFTER_LOAD);
    }

    static CopyPlan of(Structure structure, UnaryOperator<String> schemas, ForeignKeys foreignKeys, Indexes indexes) {
        List<TableCopy> tables = structure.tables().stream()
                .filter(d -> d.table().kind() != Table.Kind.VIEW)
                .map(d -> copy(d, schemas))
                .toList();
        return new CopyPlan(structure, tables, foreignKeys, indexes);
    }

    private static TableCopy copy(Definition definition, UnaryOperator<String> schemas) {
        TableName name = definition.table().name();
        List<ColumnCopy> columns = definition.columns().stream()
                .map(c -> new ColumnCopy(c.column().name(), c.column().name(), c.column(), c, null, null))
                .toList();
        return copy(definition, new TableName(schemas.apply(name.schema()), name.name()), columns);
    }

    /** Returns a copy of a table under a name, with these columns. */
    static TableCopy copy(Definition definition, TableName target, List<ColumnCopy> columns) {
        TableName name = definition.table().name();
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
                target,
                aggregate,
                columns,
                definition.table().identity().isEmpty());
    }
}
