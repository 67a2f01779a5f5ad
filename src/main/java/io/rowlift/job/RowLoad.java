package io.rowlift.job;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problems;
import io.rowlift.source.Source;
import io.rowlift.target.RowTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables whose rows are copied.
 *
 * @param schema what the target gets
 * @param target where rows go to
 */
record RowLoad(TargetSchema schema, RowTarget target) implements Load {

    @Override
    public UnitKind kind() {
        return UnitKind.TABLE;
    }

    @Override
    public CompiledLoad compile(Source source) {
        Problems problems = new Problems();
        List<Unit> units = new ArrayList<>();
        for (TargetTable table : schema.tables()) {
            try {
                units.add(unit(table, source));
            } catch (ConfigurationException e) {
                e.problems().forEach(p -> problems.add(p.location(), p.message(), p.remedy()));
            }
        }
        problems.throwIfAny();
        return new CompiledRows(this, units);
    }

    private static Unit unit(TargetTable table, Source source) {
        TableFacts facts = TableFacts.of(table);
        return new Unit(
                UnitKind.TABLE,
                table.copy().name(),
                table.copy().aggregate().location(),
                table.copy().aggregate(),
                source.reader(table.copy().aggregate()),
                facts.fingerprint(),
                facts.lines());
    }
}
