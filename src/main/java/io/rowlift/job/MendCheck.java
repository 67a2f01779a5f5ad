package io.rowlift.job;

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
     * @param purpose what there is to do, as in {@code mend}
     * @return the units of the load
     * @throws RefusedException with what forbids it
     */
    List<Unit> check(String purpose) {
        List<Unit> units = setting.load().compile(setting.source()).units();
        Beginning beginning = new Beginning(setting.store(), setting.load().kind(), units, MigrateOptions.CONTINUE);
        if (!beginning.isComplete()) {
            throw new RefusedException(
                    "the load of job \"" + setting.job().name() + "\" is not complete, so that there is nothing to "
                            + purpose + " yet",
                    "finish it with \"rowlift migrate\"; that writes what is missing");
        }
        beginning.check(setting.source().identity(), setting.target().identity());
        List<Problem> problems = setting.target().check(false);
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return units;
    }
}
