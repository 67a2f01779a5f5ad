package io.rowlift.cli;

import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.job.testing.MemoryRowTarget;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.Finding;
import io.rowlift.schema.Family;
import io.rowlift.target.IndexCheck;
import io.rowlift.target.RowCheck;
import io.rowlift.target.RowTarget;
import io.rowlift.target.Translation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies every table of the source to tables in memory. */
final class CopyShop implements CopyParts {

    static final Relational SETTINGS =
            new Relational(Kind.POSTGRESQL, "jdbc:postgresql://localhost/copy", "u", new Secret("p"), false, false);

    final List<Finding> findings = new ArrayList<>();

    @Nullable
    MemoryRowTarget target;

    @Override
    public CopyMapping mapping(Job job, Relational settings) {
        return CopyMapping.everything(job.file().toString(), settings.kind());
    }

    @Override
    public Translation translation(CopyMapping mapping, Relational settings) {
        return translation(settings.kind());
    }

    @Override
    public Translation translation(Kind kind) {
        return new Translation() {
            @Override
            public TargetSchema translate(CopyPlan plan) {
                List<TargetTable> tables = plan.tables().stream()
                        .map(copy -> new TargetTable(
                                copy,
                                copy.columns().stream()
                                        .map(column -> new TargetColumn(
                                                column,
                                                column.source().equals("id") ? "bigint" : "varchar(100)",
                                                !column.source().equals("id")))
                                        .toList(),
                                List.of("id")))
                        .toList();
                return new TargetSchema(tables, List.of(), findings);
            }

            @Override
            public List<IndexCheck> indexes(TargetTable table, Family source) {
                return List.of();
            }

            @Override
            public RowCheck check(TargetTable table) {
                return row -> String.valueOf(row.get(1)).startsWith("bad") ? "column \"text\" is bad" : null;
            }
        };
    }

    @Override
    public RowTarget target(
            Job job,
            Relational settings,
            TargetSchema schema,
            Translation translation,
            String storeId,
            RunSignal signal) {
        if (target == null) {
            target = new MemoryRowTarget(schema);
        }
        return target;
    }
}
