package io.rowlift.job.store;

/**
 * How far an entity is, over all runs of its migration.
 *
 * @param entity the mapping's name of it
 * @param state what is left to do
 * @param ranges planned ranges, 0 before they are planned
 * @param rangesDone ranges that were read to their end
 * @param counts rows and items of the chunks that are recorded
 */
public record EntityStatus(String entity, State state, int ranges, int rangesDone, Counts counts) {

    /** What is left to do for an entity. */
    public enum State {
        /** Everything: its ranges are not planned yet. */
        PENDING,
        /** Some ranges. */
        LOADING,
        /** Nothing. */
        DONE
    }

    /**
     * Rows and items, counted where they arise and not derived from each other, so that the closing check of a run can
     * fail.
     *
     * @param rows selected by the source
     * @param mapped rows that became items, perhaps none; in a copy of tables those that were not rejected
     * @param rejected rows that could not be mapped, or that the target cannot hold
     * @param rendered items that the mapping made; in a copy of tables the same as {@code mapped}
     * @param acknowledged items that the target confirmed; in a copy of tables the rows that its ledger counts
     */
    public record Counts(long rows, long mapped, long rejected, long rendered, long acknowledged) {

        /** Nothing yet. */
        public static final Counts ZERO = new Counts(0, 0, 0, 0, 0);

        /** Returns both together. */
        public Counts plus(Counts other) {
            return new Counts(
                    rows + other.rows,
                    mapped + other.mapped,
                    rejected + other.rejected,
                    rendered + other.rendered,
                    acknowledged + other.acknowledged);
        }

        /** Returns what is more here than there. */
        public Counts minus(Counts other) {
            return new Counts(
                    rows - other.rows,
                    mapped - other.mapped,
                    rejected - other.rejected,
                    rendered - other.rendered,
                    acknowledged - other.acknowledged);
        }

        /** Returns whether nothing was lost: rows = mapped + rejected, rendered = acknowledged. */
        public boolean balanced() {
            return rows == mapped + rejected && rendered == acknowledged;
        }
    }
}
