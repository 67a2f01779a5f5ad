package io.rowlift.source.mysql.log;

import java.time.Instant;

/**
 * What every event begins with.
 *
 * @param at when the statement was run or the transaction committed, in whole seconds
 * @param type its kind
 * @param serverId of the server that first wrote it
 * @param next offset of what follows in the file, modulo 2^32; 0 in events that are not in the file
 * @param artificial whether the server made it up for this connection
 */
record EventHeader(Instant at, int type, long serverId, long next, boolean artificial) {

    static final int LENGTH = 19;

    static final int QUERY = 2;
    static final int ROTATE = 4;
    static final int FORMAT_DESCRIPTION = 15;
    static final int XID = 16;
    static final int TABLE_MAP = 19;
    static final int WRITE_ROWS_1 = 23;
    static final int UPDATE_ROWS_1 = 24;
    static final int DELETE_ROWS_1 = 25;
    static final int INCIDENT = 26;
    static final int HEARTBEAT = 27;
    static final int WRITE_ROWS = 30;
    static final int UPDATE_ROWS = 31;
    static final int DELETE_ROWS = 32;
    static final int GTID = 33;
    static final int ANONYMOUS_GTID = 34;
    static final int XA_PREPARE = 38;
    static final int PARTIAL_UPDATE_ROWS = 39;
    static final int TRANSACTION_PAYLOAD = 40;
    static final int HEARTBEAT_2 = 41;
    static final int TAGGED_GTID = 42;
    static final int MARIADB_GTID = 162;
    static final int MARIADB_COMPRESSED_FIRST = 165;
    static final int MARIADB_COMPRESSED_LAST = 171;

    private static final int ARTIFICIAL = 0x20;

    static EventHeader read(Bytes event) {
        Instant at = Instant.ofEpochSecond(event.little(4));
        int type = event.u8();
        long serverId = event.little(4);
        event.skip(4);
        long next = event.little(4);
        int flags = event.u16();
        return new EventHeader(at, type, serverId, next, (flags & ARTIFICIAL) != 0);
    }
}
