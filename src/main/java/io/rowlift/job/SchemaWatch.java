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
    private final Compiled entity;
    private long looked = System.nanoTime();

    SchemaWatch(RunContext run, Compiled entity) {
        this.run = run;
        this.entity = entity;
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
        List<String> now =
                run.source().reader(entity.entity().aggregate()).reading().fingerprint();
        looked = System.nanoTime();
        if (!now.equals(entity.tables())) {
            throw new FailedException(
                    "a table that entity \"" + entity.name() + "\" reads was changed during the run:"
                            + Difference.between(entity.tables(), now) + "\n",
                    "undo the change and run the same command again, or load the entity anew with --restart "
                            + entity.name(),
                    null);
        }
    }
}
