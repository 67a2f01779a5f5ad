package io.rowlift.source.mysql.log;

import io.rowlift.schema.TableName;
import io.rowlift.source.Capture.Watched;
import io.rowlift.source.LogEvent;
import io.rowlift.source.LogEvent.Altered;
import io.rowlift.source.LogEvent.Reached;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Follows the log of one connection, event by event, from transaction to transaction. */
final class Decoder {

    /** How often a place is handed over while others write what is not watched. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final long WRAP = 1L << 32;

    private final Watching watching;
    private final Cells cells;
    private final boolean mariaDb;
    private final String server;
    private final Gtids gtids;
    private final boolean named;
    private final Map<Long, Layout> layouts = new HashMap<>();
    private final Map<Long, byte[]> definitions = new HashMap<>();
    private final Map<TableName, byte[]> latest = new HashMap<>();
    private final Deque<LogEvent> ready = new ArrayDeque<>();

    private String file;
    private long offset;
    private int checksum;
    private @Nullable RowsEvent rows;
    private boolean open;
    private boolean touched;
    private String transaction = "";
    private String session = "";
    private Instant told = Instant.MIN;

    /**
     * Begins at a place.
     *
     * @param checksum bytes at the end of each event, until the log says otherwise
     */
    Decoder(Watching watching, Charsets charsets, boolean mariaDb, BinlogPosition after, int checksum) {
        this.watching = watching;
        this.cells = new Cells(charsets);
        this.mariaDb = mariaDb;
        this.server = after.server();
        this.gtids = Gtids.read(after.gtids(), mariaDb);
        this.named = !after.gtids().isEmpty();
        this.file = after.file();
        this.offset = after.offset();
        this.checksum = checksum;
    }

    /** Returns the next event that has been read, or null when more has to be read. */
    @Nullable
    LogEvent poll() {
        LogEvent event = ready.poll();
        if (event == null && rows != null) {
            event = rows.next();
            if (event == null) {
                rows = null;
            }
        }
        return event;
    }

    /**
     * Takes what the server sent.
     *
     * @throws BrokenEventException for what cannot be followed
     */
    void accept(byte[] packet) {
        EventHeader header = EventHeader.read(new Bytes(packet, 0, packet.length));
        int end = packet.length - (header.type() == EventHeader.FORMAT_DESCRIPTION ? 0 : checksum);
        Bytes event = new Bytes(packet, EventHeader.LENGTH, end);
        advance(header);
        switch (header.type()) {
            case EventHeader.ROTATE -> rotate(event);
            case EventHeader.FORMAT_DESCRIPTION -> checksum = packet[packet.length - 5] == 1 ? 4 : 0;
            case EventHeader.GTID -> gtid(event);
            case EventHeader.ANONYMOUS_GTID -> begin("");
            case EventHeader.MARIADB_GTID -> mariaDbGtid(header, event);
            case EventHeader.QUERY -> query(header, event);
            case EventHeader.XID -> commit(header);
            case EventHeader.XA_PREPARE -> prepared(header, event);
            case EventHeader.TABLE_MAP -> table(event);
            case EventHeader.WRITE_ROWS,
                    EventHeader.UPDATE_ROWS,
                    EventHeader.DELETE_ROWS,
                    EventHeader.WRITE_ROWS_1,
                    EventHeader.UPDATE_ROWS_1,
                    EventHeader.DELETE_ROWS_1 -> rows(header, event);
            case EventHeader.HEARTBEAT, EventHeader.HEARTBEAT_2 -> heartbeat();
            default -> refuse(header, event);
        }
    }

    /** Offsets are written in 32 bits. */
    private void advance(EventHeader header) {
        if (header.next() > 0 && !header.artificial() && header.type() != EventHeader.ROTATE) {
            long next = (offset & -WRAP) | header.next();
            offset = next < offset ? next + WRAP : next;
        }
    }

    private void rotate(Bytes event) {
        offset = event.little(8);
        file = event.text(event.left(), StandardCharsets.UTF_8);
        layouts.clear();
        definitions.clear();
    }

    private void gtid(Bytes event) {
        event.skip(1);
        begin(new UUID(event.big(8), event.big(8)) + ":" + event.little(8));
    }

    private void mariaDbGtid(EventHeader header, Bytes event) {
        long number = event.little(8);
        long domain = event.little(4);
        boolean alone = (event.u8() & 1) != 0;
        begin(domain + "-" + header.serverId() + "-" + number);
        open = !alone;
    }

    private void begin(String name) {
        transaction = name;
        session = "";
        touched = false;
        open = false;
    }

    private void query(EventHeader header, Bytes event) {
        session = Long.toString(event.little(4));
        event.skip(4);
        int schemaLength = event.u8();
        event.skip(2);
        event.skip(event.u16());
        String schema = event.text(schemaLength, StandardCharsets.UTF_8);
        event.skip(1);
        String sql = event.text(event.left(), StandardCharsets.UTF_8);
        if (sql.equals("BEGIN") || sql.startsWith("XA START")) {
            open = true;
        } else if (sql.equals("COMMIT")
                || sql.equals("ROLLBACK")
                || sql.startsWith("XA COMMIT")
                || sql.startsWith("XA ROLLBACK")) {
            commit(header);
        } else if (!sql.startsWith("XA END") && !sql.startsWith("SAVEPOINT") && !sql.startsWith("ROLLBACK TO")) {
            for (LogEvent said : new LoggedStatement(sql, schema, watching).events()) {
                hand(said);
            }
            if (!open) {
                commit(header);
            }
        }
    }

    private void hand(LogEvent event) {
        if (event instanceof Altered altered) {
            latest.remove(altered.table());
        }
        touched = true;
        ready.add(event);
    }

    private void commit(EventHeader header) {
        if (!transaction.isEmpty()) {
            gtids.add(transaction);
        }
        open = false;
        if (touched) {
            String name = transaction.isEmpty() ? "session " + session : transaction;
            reached(name, header.at());
        } else if (Duration.between(told, header.at()).compareTo(PACE) >= 0) {
            reached(null, header.at());
        }
        touched = false;
    }

    private void reached(@Nullable String name, Instant at) {
        told = at;
        String before = named || mariaDb ? gtids.toString() : "";
        ready.add(new Reached(new BinlogPosition(server, file, offset, before).position(), name, at));
    }

    /** Sent by a server that has nothing more. */
    private void heartbeat() {
        if (!open) {
            reached(null, Instant.now());
        }
    }

    private void prepared(EventHeader header, Bytes event) {
        boolean onePhase = event.u8() != 0;
        if (!onePhase && touched) {
            throw new BrokenEventException(
                    "a distributed transaction (XA PREPARE) changed watched rows; its commit comes "
                            + "later in the log, without them");
        }
        commit(header);
    }

    private void table(Bytes event) {
        int length = event.left();
        byte[] content = event.take(length);
        long id = new Bytes(content, 0, 6).little(6);
        if (Arrays.equals(content, definitions.get(id))) {
            return;
        }
        definitions.put(id, content);
        layouts.remove(id);
        Bytes names = new Bytes(content, 8, length);
        String schema = names.text(names.u8(), StandardCharsets.UTF_8);
        names.skip(1);
        Watched watched = watching.of(new TableName(schema, names.text(names.u8(), StandardCharsets.UTF_8)));
        if (watched != null) {
            define(id, watched, content);
        }
    }

    private void define(long id, Watched watched, byte[] content) {
        byte[] definition = Arrays.copyOfRange(content, 8, content.length);
        byte[] earlier = latest.put(watched.table(), definition);
        if (earlier != null && !Arrays.equals(earlier, definition)) {
            ready.add(new Altered(watched.table(), "its columns are others than before"));
            touched = true;
        }
        TableMap map = TableMap.read(new Bytes(content, 0, content.length));
        if (!map.named()) {
            throw new BrokenEventException("the log does not name the columns of table \"" + watched.table()
                    + "\": binlog_row_metadata was not FULL");
        }
        layouts.put(id, new Layout(watched, map, cells));
    }

    private void rows(EventHeader header, Bytes event) {
        Layout layout = layouts.get(event.little(6));
        if (layout != null) {
            touched = true;
            rows = new RowsEvent(header.type(), event, layout);
        }
    }

    private void refuse(EventHeader header, Bytes event) {
        boolean compressed = header.type() == EventHeader.TRANSACTION_PAYLOAD
                || (header.type() >= EventHeader.MARIADB_COMPRESSED_FIRST
                        && header.type() <= EventHeader.MARIADB_COMPRESSED_LAST);
        if (compressed) {
            throw new BrokenEventException("the log is compressed ("
                    + (mariaDb ? "log_bin_compress" : "binlog_transaction_compression") + ")");
        }
        switch (header.type()) {
            case EventHeader.INCIDENT ->
                throw new BrokenEventException(
                        "the server could not write some changes to its log (an incident event)");
            case EventHeader.TAGGED_GTID ->
                throw new BrokenEventException("the log has a transaction with a tagged GTID");
            case EventHeader.PARTIAL_UPDATE_ROWS -> {
                if (layouts.containsKey(event.little(6))) {
                    throw new BrokenEventException("the log has rows with parts of JSON values only "
                            + "(binlog_row_value_options=PARTIAL_JSON)");
                }
            }
            // comments and notes for replicas
            default -> event.skip(event.left());
        }
    }
}
