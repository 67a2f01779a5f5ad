package io.rowlift.verify;

import java.time.Duration;
import java.util.List;

/**
 * The outcome of a comparison.
 *
 * @param entities in the order of the mapping
 * @param tables in the order of the mapping
 * @param duration of the comparison
 */
public record Verification(List<VerifiedEntity> entities, List<VerifiedTable> tables, Duration duration) {

    public Verification {
        entities = List.copyOf(entities);
        tables = List.copyOf(tables);
    }

    /** Returns how many items are missing, different or extra. */
    public long differences() {
        return entities.stream().mapToLong(e -> e.missing() + e.different()).sum()
                + tables.stream().mapToLong(VerifiedTable::extra).sum();
    }
}
