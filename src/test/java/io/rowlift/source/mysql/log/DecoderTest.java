package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.source.LogEvent.Reached;
import io.rowlift.source.LogPosition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What servers send too seldom for a test to wait for. */
class DecoderTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Decoder decoder = new Decoder(
            new Watching(List.of(), false),
            new Charsets(Map.of()),
            false,
            new BinlogPosition("1", "b.000007", 4, ""),
            0,
            Clock.fixed(NOW, ZoneOffset.UTC));

    private static byte[] event(int type, long next, int... body) {
        ByteBuffer event = ByteBuffer.allocate(EventHeader.LENGTH + body.length).order(ByteOrder.LITTLE_ENDIAN);
        event.putInt(1)
                .put((byte) type)
                .putInt(1)
                .putInt(event.capacity())
                .putInt((int) next)
                .putShort((short) 0);
        for (int b : body) {
            event.put((byte) b);
        }
        return event.array();
    }

    private Reached heartbeat(long next) {
        decoder.accept(event(EventHeader.HEARTBEAT, next));
        return (Reached) decoder.poll();
    }

    @Test
    void offsetsGoOnBehindFourGigabytes() {
        assertThat(heartbeat(0xFFFF_FFF0L)).isEqualTo(at(0xFFFF_FFF0L));
        assertThat(heartbeat(100)).isEqualTo(at(0x1_0000_0064L));
        assertThat(heartbeat(200)).isEqualTo(at(0x1_0000_00C8L));
    }

    private static Reached at(long offset) {
        return new Reached(new LogPosition("b.000007:" + offset + " of 1", (7L << 36) + offset), null, NOW);
    }

    @Test
    void whatCannotBeFollowedIsNamed() {
        assertRefused(EventHeader.INCIDENT, "the server could not write some changes to its log (an incident event)");
        assertRefused(EventHeader.TAGGED_GTID, "the log has a transaction with a tagged GTID");
        assertRefused(EventHeader.TRANSACTION_PAYLOAD, "the log is compressed (binlog_transaction_compression)");
    }

    private void assertRefused(int type, String message) {
        assertThatThrownBy(() -> decoder.accept(event(type, 300)))
                .isInstanceOf(BrokenEventException.class)
                .hasMessage(message);
    }

    @Test
    void anEventThatIsCutShortIsNoticed() {
        assertThatThrownBy(() -> decoder.accept(event(EventHeader.GTID, 300, 1, 2, 3)))
                .isInstanceOf(BrokenEventException.class)
                .hasMessage("an event ends 6 bytes early");
    }
}
