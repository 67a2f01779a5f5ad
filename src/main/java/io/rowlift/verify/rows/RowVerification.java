package io.rowlift.verify.rows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of a comparison of tables.
 *
 * @param sample how many rows were asked for, 0 when everything was compared
 * @param tables in the order of the plan
 * @param notices what makes source and target differ, or may do so, although nothing went wrong; sentences
 * @param notCompared what the comparison does not cover; sentences
 * @param began when the comparison began: before this run, when it goes on with what an earlier one has compared
 * @param duration of this run
 */
public record RowVerification(
        int sample,
        List<VerifiedRows> tables,
        List<String> notices,
        List<String> notCompared,
        Instant began,
        Duration duration) {

    public RowVerification {
        tables = List.copyOf(tables);
        notices = List.copyOf(notices);
        notCompared = List.copyOf(notCompared);
    }

    /** Returns how many rows are missing, different or extra. */
    public long differences() {
        return tables.stream().mapToLong(VerifiedRows::differences).sum();
    }

    /** Returns how many differences are left. */
    public long left() {
        return differences();
    }

    /** Returns the same outcome with one more notice. */
    public RowVerification noticing(String notice) {
        List<String> all = new ArrayList<>(notices);
        all.add(notice);
        return new RowVerification(sample, tables, all, notCompared, began, duration);
    }
}
