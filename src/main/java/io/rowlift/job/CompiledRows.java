package io.rowlift.job;

import java.util.List;

/**
 * Tables that are ready to be read.
 *
 * @param load what they are part of
 * @param units one for each table of its schema, in its order
 */
record CompiledRows(RowLoad load, List<Unit> units) implements CompiledLoad {

    CompiledRows {
        units = List.copyOf(units);
    }

    @Override
    public Checks checks(Setting setting, RunListener listener) {
        return new SchemaCheck(load.schema(), listener);
    }

    @Override
    public Loading begin(RunContext run) {
        return new RowLoading(run, load, units);
    }

    @Override
    public Attempts attempts(Setting setting) {
        return new RowAttempts(load);
    }
}
