package io.rowlift.job.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the state remembers of a job's load, for those who look at its result.
 *
 * @param status how far it is
 * @param entities as they were begun; empty while another process has the state open
 * @param sourceMark the source's mark of the moment before the first row was read, or null
 */
public record LoadRecord(
        RunStatus status,
        List<Ledger.BegunEntity> entities,
        @Nullable String sourceMark) {

    public LoadRecord {
        entities = List.copyOf(entities);
    }
}
