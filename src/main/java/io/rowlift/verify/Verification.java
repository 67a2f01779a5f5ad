package io.rowlift.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
 * @param began when the comparison began: before this run, when it goes on with what an earlier one has compared
 * @param duration of this run, mending included
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
        Instant began,
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
        not.addAll(NotAsked.sentences(answers));
        return new Verification(sample, entities, tables, shared, answers, notices, not, repair, began, duration);
    }

    Verification mended(Repair mended) {
        return new Verification(
                sample, entities, tables, shared, patterns, notices, notCompared, mended, began, duration);
    }

    /** Returns the same outcome with one more notice. */
    public Verification noticing(String notice) {
        List<String> more = new ArrayList<>(notices);
        more.add(notice);
        return new Verification(sample, entities, tables, shared, patterns, more, notCompared, repair, began, duration);
    }

    /** Returns the same outcome of a run that took so long in all. */
    public Verification lasting(Duration all) {
        return new Verification(sample, entities, tables, shared, patterns, notices, notCompared, repair, began, all);
    }

    /** Returns the same outcome, given for which entities a table that is read was written since the load. */
    public Verification writtenSince(Set<String> written) {
        List<VerifiedEntity> marked = entities.stream()
                .map(entity -> written.contains(entity.entity()) ? entity.writtenSince() : entity)
                .toList();
        return new Verification(
                sample, marked, tables, shared, patterns, notices, notCompared, repair, began, duration);
    }

    /**
     * What was mended.
     *
     * @param written items that were rendered again and written, and were found equal afterwards
     * @param pruned extra items that were removed
     * @param claimed extra items that were kept because a row makes them by now
     * @param before missing, different and extra items that were none any more when the repair came to them: an earlier
     *     part of it, or somebody else, had mended them
     * @param left missing, different and extra items that remain, without those that several rows make
     * @param files where removed items were written to before, as DynamoDB JSON
     */
    public record Repair(long written, long pruned, long claimed, long before, long left, List<Path> files) {

        public Repair {
            files = List.copyOf(files);
        }

        Repair and(Repair other) {
            List<Path> all = new ArrayList<>(files);
            all.addAll(other.files);
            return new Repair(
                    written + other.written,
                    pruned + other.pruned,
                    claimed + other.claimed,
                    before + other.before,
                    left + other.left,
                    all);
        }
    }
}
