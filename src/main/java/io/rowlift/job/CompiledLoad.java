package io.rowlift.job;

import java.util.List;

/** A load whose units can be read. */
interface CompiledLoad {

    /** Returns its units, in the order in which they are loaded. */
    List<Unit> units();

    /** Returns what has to hold besides what is checked for every load. */
    Checks checks(Setting setting, RunListener listener);

    /** Begins to load, as part of a run. */
    Loading begin(RunContext run);

    /** Begins to try rejected rows again. */
    Attempts attempts(Setting setting);
}
