package io.rowlift.source.mysql.log;

import com.mysql.cj.NativeSession;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.NativeProtocol;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A connection on which the server sends its log, as to a replica. */
final class Dump implements AutoCloseable {

    /** How often an idle server says where it is. */
    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    /** A server that says nothing for so long is away. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int COM_BINLOG_DUMP = 0x12;
    private static final int COM_BINLOG_DUMP_GTID = 0x1E;
    private static final int NOT_BLOCKING = 1;
    private static final int ERROR = 0xFF;
    private static final int END = 0xFE;
    private static final long LARGEST_EVENT = 1L << 30;

    private final Connection connection;
    private final NativeProtocol protocol;
    private final int checksum;

    private Dump(Connection connection, int checksum) throws SQLException {
        this.connection = connection;
        NativeSession session =
                (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
        session.getPropertySet()
                .getMemorySizeProperty(PropertyKey.maxAllowedPacket)
                .setValue((int) LARGEST_EVENT);
        this.protocol = session.getProtocol();
        this.checksum = checksum;
    }

    /**
     * Asks for the log.
     *
     * @param after the place from which on
     * @param follow whether the server is to wait at the end; else the connection ends there
     */
    static Dump open(LogServer server, BinlogPosition after, boolean follow) throws SQLException {
        return open(server, after, follow, replica());
    }

    /** Asks for the log as the replica of a number: the server ends the connection of another with the same. */
    static Dump open(LogServer server, BinlogPosition after, boolean follow, int replica) throws SQLException {
        Connection connection = server.sessions().getConnection();
        try {
            boolean named = new Places(server.mariaDb()).named(connection)
                    && !after.gtids().isEmpty();
            Dump dump = new Dump(connection, prepare(connection, server.mariaDb(), named ? after.gtids() : null));
            byte[] command = named && !server.mariaDb()
                    ? byGtids(new MySqlGtids(after.gtids()), follow, replica)
                    : byFile(named ? "" : after.file(), named ? 4 : after.offset(), follow, replica);
            dump.protocol.sendCommand(payload(command), true, 0);
            return dump;
        } catch (CJException e) {
            connection.close();
            throw SQLExceptionsMapping.translateException(e);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static NativePacketPayload payload(byte[] command) {
        NativePacketPayload payload = new NativePacketPayload(command);
        payload.setPosition(command.length);
        return payload;
    }

    /** Returns how many bytes of checksum events end with. */
    private static int prepare(Connection connection, boolean mariaDb, @Nullable String gtids) throws SQLException {
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET @master_heartbeat_period = " + HEARTBEAT.toNanos());
            statement.execute("SET @source_heartbeat_period = " + HEARTBEAT.toNanos());
            statement.execute("SET @master_binlog_checksum = @@GLOBAL.binlog_checksum");
            statement.execute("SET @source_binlog_checksum = @@GLOBAL.binlog_checksum");
            if (mariaDb) {
                statement.execute("SET @mariadb_slave_capability = 4");
                statement.execute("SET @slave_gtid_strict_mode = 0");
                statement.execute("SET @slave_gtid_ignore_duplicates = 0");
                if (gtids != null) {
                    statement.execute("SET @slave_connect_state = '" + gtids + "'");
                }
            }
        }
        return Places.one(connection, "SELECT @master_binlog_checksum").equals("CRC32") ? 4 : 0;
    }

    /** Numbers of replicas that people give are small. */
    private static int replica() {
        return ThreadLocalRandom.current().nextInt() | 0x8000_0000;
    }

    private static byte[] byFile(String file, long offset, boolean follow, int replica) {
        byte[] name = file.getBytes(StandardCharsets.UTF_8);
        return buffer(11 + name.length)
                .put((byte) COM_BINLOG_DUMP)
                .putInt((int) offset)
                .putShort((short) (follow ? 0 : NOT_BLOCKING))
                .putInt(replica)
                .put(name)
                .array();
    }

    private static byte[] byGtids(MySqlGtids gtids, boolean follow, int replica) {
        byte[] set = gtids.encoded();
        return buffer(23 + set.length)
                .put((byte) COM_BINLOG_DUMP_GTID)
                .putShort((short) (follow ? 0 : NOT_BLOCKING))
                .putInt(replica)
                .putInt(0)
                .putLong(4)
                .putInt(set.length)
                .put(set)
                .array();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    int checksum() {
        return checksum;
    }

    /**
     * Waits for the next event.
     *
     * @return the event, header first; or null at the end of a log that is not followed
     */
    byte @Nullable [] read() throws SQLException {
        try {
            NativePacketPayload packet = protocol.readMessage(null);
            byte[] bytes = packet.getByteBuffer();
            int length = packet.getPayloadLength();
            int kind = bytes[0] & 0xFF;
            if (kind == ERROR) {
                throw error(new Bytes(bytes, 1, length));
            }
            return kind == END && length < 9 ? null : Arrays.copyOfRange(bytes, 1, length);
        } catch (CJException e) {
            throw SQLExceptionsMapping.translateException(e);
        }
    }

    private static SQLException error(Bytes packet) {
        int code = packet.u16();
        packet.skip(1);
        String state = packet.text(5, StandardCharsets.US_ASCII);
        return new SQLException(packet.text(packet.left(), StandardCharsets.UTF_8), state, code);
    }

    /** Cuts the connection, also under a thread that reads from it. */
    @Override
    public void close() throws SQLException {
        connection.abort(Runnable::run);
    }
}
