package io.rowlift.job;

/** A load at work: what its kind does at the target around the ranges, which are the same for all. */
interface Loading {

    /** The target is prepared, and no range is read yet: looks how far what earlier runs have loaded really is. */
    void resume();

    /** Nothing of a unit is planned yet: nothing of it may be left that its new ranges do not know. */
    void clear(Unit unit);

    /** Opens what brings a unit's rows to the target, for one worker. */
    Transfer transfer(Unit unit);

    /**
     * Takes the last steps, when all rows are there.
     *
     * @throws io.rowlift.problem.FailedException when one of them fails; it is taken again by the next run
     */
    void complete();
}
