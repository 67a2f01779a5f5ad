package io.rowlift.job;

import io.rowlift.job.store.Ledger.Begun;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import java.util.List;

/**
 * What must hold before items are written or removed outside of a load: the migration is this one, its load is complete,
 * and the target is its own.
 *
 * @param setting what the migration is made of
 */
record MendCheck(Setting setting) {

    /**
     * Checks.
     *
     * @throws RefusedException with what forbids it
     */
    void check() {
        requireComplete();
        new Beginning(setting.store(), setting.compile())
                .record(setting.source().identity(), setting.target().identity(), MigrateOptions.CONTINUE);
        // an entity that the mapping has only now is not loaded
        requireComplete();
        List<Problem> problems = setting.target().check(false);
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
    }

    private void requireComplete() {
        if (!setting.store().ledger().begun().map(Begun::complete).orElse(false)) {
            throw new RefusedException(
                    "the load of job \"" + setting.job().name()
                            + "\" is not complete, so that there is nothing to mend yet",
                    "finish it with \"rowlift migrate\"; that writes what is missing");
        }
    }
}
