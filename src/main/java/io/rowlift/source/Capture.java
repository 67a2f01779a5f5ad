package io.rowlift.source;

import io.rowlift.schema.TableName;
import java.time.Duration;
import java.util.List;

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
