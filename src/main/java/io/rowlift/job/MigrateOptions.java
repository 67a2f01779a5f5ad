package io.rowlift.job;

import org.jspecify.annotations.Nullable;

/**
 * How {@code migrate} treats what earlier runs left.
 *
 * @param restart whether all checkpoints, counters and rejects are forgotten
 * @param restartEntity the only entity whose checkpoints, counters and rejects are forgotten, or null
 * @param takeOver whether another owner's mark on the target, or content without a mark, is accepted
 */
public record MigrateOptions(boolean restart, @Nullable String restartEntity, boolean takeOver) {

    /** Goes on where the last run stopped. */
    public static final MigrateOptions CONTINUE = new MigrateOptions(false, null, false);

    /** Begins again with every entity. */
    public static final MigrateOptions RESTART = new MigrateOptions(true, null, false);

    /** Begins again with one entity. */
    public static MigrateOptions restart(String entity) {
        return new MigrateOptions(false, entity, false);
    }
}
