package io.rowlift.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job file: from where, to where, by which mapping and how.
 *
 * @param file the job file as the user named it
 * @param name names the state directory and, with source and target, the migration
 * @param mapping the mapping file; null for a relational target to which everything is copied as it is
 * @param source the database to read
 * @param target the store to write
 * @param load how the full load is cut and run
 * @param rejects how many rows may be rejected
 * @param state where the run's state is kept
 * @param sync how the target is kept up to date, or null when the job does not say
 */
public record Job(
        Path file,
        String name,
        @Nullable Path mapping,
        SourceSettings source,
        TargetSettings target,
        Load load,
        RejectLimit rejects,
        State state,
        @Nullable Sync sync) {

    /**
     * How the full load is cut and run.
     *
     * @param workers ranges that are worked on at the same time
     * @param chunk rows per checkpoint
     * @param rangeRows rows per planned range, about
     */
    public record Load(int workers, int chunk, long rangeRows) {

        public static final Load DEFAULT = new Load(4, 1000, 250_000);
    }

    /**
     * Where the run's state is kept.
     *
     * @param url JDBC URL of the store, or null for an embedded file in the directory
     * @param username the store's login, null for the embedded file
     * @param password the store's password, null for the embedded file
     * @param directory where state, exports and reports go; made with mode 0700
     * @param insecure whether an unencrypted connection to another host is allowed
     */
    public record State(
            @Nullable String url,
            @Nullable String username,
            @Nullable Secret password,
            Path directory,
            boolean insecure) {

        /** A state on this machine, or behind TLS. */
        public State(@Nullable String url, @Nullable String username, @Nullable Secret password, Path directory) {
            this(url, username, password, directory, false);
        }
    }

    /**
     * How the target is kept up to date.
     *
     * @param mode how changes are found
     * @param watermark updated-since column per table, {@code *} for all others
     * @param overlap how far back a pass reads again
     * @param schedule cron expression, or null
     * @param timeZone in which the schedule is meant
     */
    public record Sync(
            Mode mode,
            Map<String, String> watermark,
            Duration overlap,
            @Nullable String schedule,
            ZoneId timeZone) {

        /** How changes are found. */
        public enum Mode {
            WATERMARK,
            LOG
        }
    }
}
