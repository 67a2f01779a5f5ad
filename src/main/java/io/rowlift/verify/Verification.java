package io.rowlift.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a comparison.
 *
 * @param sample how many rows were asked for, 0 when everything was compared
 * @param entities in the order of the mapping
 * @param tables in the order of the mapping; empty for a sample
 * @param shared items that more than one row makes, so that only one of the rows is in the target; none for a sample
 * @param patterns the access patterns, in the order of the mapping
 * @param notices what makes source and target differ, or may do so, although nothing went wrong; sentences
 * @param notCompared what the comparison does not cover; sentences
 * @param repair what was mended, or null when nothing was to be
 * @param duration of the comparison, without what was done before an interruption
 */
public record Verification(
        int sample,
        List<VerifiedEntity> entities,
        List<VerifiedTable> tables,
        SharedItems shared,
        List<VerifiedPattern> patterns,
        List<String> notices,
        List<String> notCompared,
        @Nullable Repair repair,
        Duration duration) {

    public Verification {
        entities = List.copyOf(entities);
        tables = List.copyOf(tables);
        patterns = List.copyOf(patterns);
        notices = List.copyOf(notices);
        notCompared = List.copyOf(notCompared);
    }

    /** Returns how many differences were found: items that are missing, different, extra or shared, and wrong answers. */
    public long differences() {
        return repairable() + extra() + shared.items() + wrongAnswers();
    }

    /** Returns how many differences are left after what was mended. */
    public long left() {
        return repair == null ? differences() : repair.left() + shared.items() + wrongAnswers();
    }

    /** Returns how many items are missing or different. */
    public long repairable() {
        return entities.stream().mapToLong(e -> e.missing() + e.different()).sum();
    }

    /** Returns how many items no row makes. */
    public long extra() {
        return tables.stream().mapToLong(VerifiedTable::extra).sum();
    }

    private long wrongAnswers() {
        return patterns.stream().mapToLong(VerifiedPattern::wrong).sum();
    }

    Verification answered(List<VerifiedPattern> answers) {
        List<String> not = new ArrayList<>(notCompared);
        answers.stream()
                .filter(answer -> answer.notAsked() != null)
                .forEach(answer -> not.add("access pattern \"" + answer.pattern() + "\": " + answer.notAsked()));
        return new Verification(sample, entities, tables, shared, answers, notices, not, repair, duration);
    }

    Verification mended(Repair mended) {
        return new Verification(sample, entities, tables, shared, patterns, notices, notCompared, mended, duration);
    }

    /** Returns the same outcome with one more notice. */
    public Verification noticing(String notice) {
        List<String> more = new ArrayList<>(notices);
        more.add(notice);
        return new Verification(sample, entities, tables, shared, patterns, more, notCompared, repair, duration);
    }

    /**
     * What was mended.
     *
     * @param written items that were rendered again and written, and were found equal afterwards
     * @param pruned extra items that were removed
     * @param claimed extra items that were kept because a row makes them by now
     * @param left missing, different and extra items that remain, without those that several rows make
     * @param files where removed items were written to before, as DynamoDB JSON
     */
    public record Repair(long written, long pruned, long claimed, long left, List<Path> files) {

        public Repair {
            files = List.copyOf(files);
        }

        Repair and(long morePruned, long moreClaimed, long moreLeft, List<Path> moreFiles) {
            return new Repair(written, pruned + morePruned, claimed + moreClaimed, left + moreLeft, moreFiles);
        }
    }
}
