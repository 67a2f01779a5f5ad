package io.rowlift.source;

import io.rowlift.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What a migration wants to hear from a source's log.
 *
 * @param name tells the migration from others on the same server: lower-case letters, digits and underscores, at most 40;
 *     names what is kept for it there, as PostgreSQL's slot and publication
 * @param tables what is watched, each once
 * @param outage how long nobody may be listening before changes may be lost: what the source keeps has to last so long
 */
public record Capture(String name, List<Watched> tables, Duration outage) {

    public Capture {
        tables = List.copyOf(tables);
    }

    /**
     * Returns a name for a job's captures, which no other job's state has.
     *
     * @param job the job's name
     * @param storeId the identity of its state
     */
    public static String name(String job, String storeId) {
        String readable = job.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        UUID unique = UUID.nameUUIDFromBytes((job + "\n" + storeId).getBytes(StandardCharsets.UTF_8));
        return "rowlift_" + readable.substring(0, Math.min(20, readable.length())) + "_"
                + HexFormat.of().toHexDigits((int) (unique.getMostSignificantBits() >>> 32));
    }

    /**
     * A table whose changes are wanted.
     *
     * @param table exact name
     * @param columns what has to be known of a changed row, before and after the change; other columns are not handed
     *     over, but a change of them alone is
     */
    public record Watched(TableName table, List<String> columns) {

        public Watched {
            columns = List.copyOf(columns);
        }
    }
}
