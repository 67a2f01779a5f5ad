package io.rowlift.verify;

import io.rowlift.keys.Collisions.Collision;
import java.time.Duration;
import java.util.List;

/**
 * The outcome of a comparison.
 *
 * @param entities in the order of the mapping
 * @param tables in the order of the mapping
 * @param shared items that more than one row makes, so that only one of the rows is in the target: the first pairs
 * @param notices what makes source and target differ, or may do so, although nothing went wrong; sentences
 * @param duration of the comparison
 */
public record Verification(
        List<VerifiedEntity> entities,
        List<VerifiedTable> tables,
        List<Collision> shared,
        List<String> notices,
        Duration duration) {

    public Verification {
        entities = List.copyOf(entities);
        tables = List.copyOf(tables);
        shared = List.copyOf(shared);
        notices = List.copyOf(notices);
    }

    /** Returns how many items are missing, different, extra or shared by rows. */
    public long differences() {
        return entities.stream().mapToLong(e -> e.missing() + e.different()).sum()
                + tables.stream().mapToLong(VerifiedTable::extra).sum()
                + shared.size();
    }
}
