package io.rowlift.job;

import io.rowlift.problem.FailedException;
import java.time.Duration;
import java.util.List;

/**
 * Notices that the source's tables changed while they are read. Looks when a range is claimed, but not more often than
 * the pace says, so that many small ranges do not cost as many descriptions.
 */
final class SchemaWatch {

    private final RunContext run;
    private final Unit unit;
    private long looked = System.nanoTime();

    SchemaWatch(RunContext run, Unit unit) {
        this.run = run;
        this.unit = unit;
    }

    /**
     * Looks if it is time to.
     *
     * @throws FailedException with the difference, when there is one
     */
    synchronized void check() {
        if (Duration.ofNanos(System.nanoTime() - looked).compareTo(run.pace().schema()) >= 0) {
            checkNow();
        }
    }

    /**
     * Looks.
     *
     * @throws FailedException with the difference, when there is one
     */
    synchronized void checkNow() {
        List<String> now = run.source().reader(unit.aggregate()).reading().fingerprint();
        looked = System.nanoTime();
        if (!now.equals(unit.tables())) {
            throw new FailedException(
                    unit.kind().tableOf(unit.name()) + " was changed during the run:"
                            + Difference.between(unit.tables(), now) + "\n",
                    "undo the change and run the same command again, or load the "
                            + unit.kind().word() + " anew with rowlift migrate JOB --restart " + unit.name(),
                    null);
        }
    }
}
