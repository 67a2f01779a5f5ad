package io.rowlift.sync;

import io.rowlift.schema.RowKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Brings a target in line with root rows as they are in the source now. Belongs to one thread. */
public interface Applier {

    /**
     * Reads root rows again and has the target hold what they make, and nothing else of them: what they made before and
     * do not make any more is removed, all of it where a row is gone. Returns when everything is acknowledged. A row that
     * cannot be mapped keeps what it has in the target and is recorded as rejected.
     *
     * @param roots by entity, with values as rows have them
     * @throws io.rowlift.problem.FailedException when source or target fail for good, or too many rows are rejected
     * @throws io.rowlift.problem.StoppedException when a stop was asked for while something had to be repeated
     */
    Applied apply(Map<String, List<RowKey>> roots);

    /** Removes what the target holds of rows of an entity that the source does not have any more. */
    Applied sweep(String entity);

    /** Records root rows as rejected that were postponed again and again: nothing that would let them pass has come. */
    void giveUp(List<Postponed> rows);

    /**
     * A root row that was left as it is.
     *
     * @param entity whose it is
     * @param row its key
     * @param reason why, without values
     */
    record Postponed(String entity, RowKey row, String reason) {}

    /**
     * What was done.
     *
     * @param roots root rows that were read again
     * @param written items or rows
     * @param removed items or rows
     * @param rejected root rows
     * @param postponed root rows that the target's constraints did not take yet, because others have to change first
     */
    record Applied(long roots, long written, long removed, long rejected, List<Postponed> postponed) {

        /** Nothing. */
        public static final Applied NOTHING = new Applied(0, 0, 0, 0, List.of());

        /** Returns the sum. */
        public Applied plus(Applied other) {
            return new Applied(
                    roots + other.roots,
                    written + other.written,
                    removed + other.removed,
                    rejected + other.rejected,
                    Stream.concat(postponed.stream(), other.postponed.stream()).toList());
        }
    }
}
