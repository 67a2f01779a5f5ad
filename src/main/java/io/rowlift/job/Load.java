package io.rowlift.job;

import io.rowlift.source.Source;
import io.rowlift.target.Target;

/** What a migration loads, and where to: the one difference between items and rows. */
interface Load {

    /** Returns what its units are. */
    UnitKind kind();

    /** Returns where it goes. */
    Target target();

    /**
     * Compiles its units.
     *
     * @throws io.rowlift.problem.ConfigurationException with everything that is wrong with any of them
     */
    CompiledLoad compile(Source source);
}
