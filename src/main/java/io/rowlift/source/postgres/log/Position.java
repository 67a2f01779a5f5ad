package io.rowlift.source.postgres.log;

import io.rowlift.source.LogPosition;
import org.postgresql.replication.LogSequenceNumber;

/**
 * A place in the log of one cluster, written as {@code 0/16B3748@7412345678901234567}.
 *
 * @param lsn the log sequence number
 * @param system the cluster's identifier: numbers of another one mean nothing here
 */
record Position(long lsn, long system) {

    static Position of(LogPosition position) {
        String[] parts = position.text().split("@", 2);
        return new Position(LogSequenceNumber.valueOf(parts[0]).asLong(), Long.parseUnsignedLong(parts[1]));
    }

    LogPosition toLog() {
        return new LogPosition(text(lsn) + "@" + Long.toUnsignedString(system), lsn);
    }

    /** Returns a log sequence number as PostgreSQL writes it. */
    static String text(long lsn) {
        return LogSequenceNumber.valueOf(lsn).asString();
    }
}
