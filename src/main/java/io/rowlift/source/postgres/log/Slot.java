package io.rowlift.source.postgres.log;

import io.rowlift.problem.FailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/**
 * A replication slot as the server describes it.
 *
 * @param confirmed up to where it has been acknowledged
 * @param retained bytes of the log that the server keeps for it
 * @param lost why it cannot be gone on with, or empty
 */
record Slot(long confirmed, long retained, String lost) {

    static final String WAY_BACK =
            "bring the target in line with \"rowlift verify --repair --prune\", then begin to follow anew with \"rowlift"
                    + " migrate --restart\"";

    /** Returns the slot of this name; nothing where there is none. */
    static Optional<Slot> find(Connection connection, String name) throws SQLException {
        // to_jsonb, because the columns that say why a slot was given up have changed from version to version
        List<List<String>> rows = Server.rows(
                connection,
                "select coalesce(confirmed_flush_lsn::text, ''), coalesce(pg_wal_lsn_diff(case when pg_is_in_recovery()"
                        + " then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end, restart_lsn), 0)::bigint,"
                        + " coalesce(wal_status, ''), coalesce(to_jsonb(s) ->> 'invalidation_reason', ''), plugin, database"
                        + " from pg_replication_slots s where slot_name = ?",
                name);
        return rows.stream().findFirst().map(Slot::of);
    }

    private static Slot of(List<String> row) {
        long confirmed =
                row.get(0).isEmpty() ? 0 : LogSequenceNumber.valueOf(row.get(0)).asLong();
        String lost = "";
        if (row.get(2).equals("lost") || !row.get(3).isEmpty()) {
            lost = "the server has given it up" + (row.get(3).isEmpty() ? "" : " (" + row.get(3) + ")");
        } else if (!row.get(4).equals("pgoutput")) {
            lost = "it is one of plugin " + row.get(4);
        }
        return new Slot(confirmed, Long.parseLong(row.get(1)), lost);
    }

    /** Returns the failure of whoever depends on a publication that does not have its tables any more. */
    static FailedException unpublished(String name, Collection<String> tables) {
        return new FailedException(
                "PostgreSQL does not have what was changed since the target was last in line: publication \"" + name
                        + "\" was dropped or changed, and is without " + String.join(", ", tables),
                WAY_BACK,
                null);
    }

    /** Returns the failure of whoever depends on a slot that is gone. */
    static FailedException gone(String name, String why) {
        return new FailedException(
                "PostgreSQL does not have what was changed since the target was last in line: replication slot \""
                        + name + "\" " + why,
                WAY_BACK,
                null);
    }
}
