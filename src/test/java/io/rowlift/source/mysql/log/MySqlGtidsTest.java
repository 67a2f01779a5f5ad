package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MySqlGtidsTest {

    private static final String A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final String B = "00000000-0000-0000-0000-00000000000b";

    @Test
    void readsWhatTheServerWrites() {
        String text = A.toUpperCase(java.util.Locale.ROOT) + ":1-5:11,\n" + B + ":7";
        assertThat(new MySqlGtids(text)).hasToString(B + ":7," + A + ":1-5:11");
        assertThat(new MySqlGtids("")).hasToString("");
    }

    @Test
    void numbersJoinTheirNeighbours() {
        MySqlGtids gtids = new MySqlGtids(A + ":1-5:11");
        gtids.add(A + ":6");
        assertThat(gtids).hasToString(A + ":1-6:11");
        gtids.add(A + ":10");
        assertThat(gtids).hasToString(A + ":1-6:10-11");
        gtids.add(A + ":8");
        assertThat(gtids).hasToString(A + ":1-6:8:10-11");
        gtids.add(A + ":7");
        gtids.add(A + ":9");
        assertThat(gtids).hasToString(A + ":1-11");
        gtids.add(A + ":3");
        gtids.add(A + ":13");
        gtids.add(B + ":2");
        assertThat(gtids).hasToString(B + ":2," + A + ":1-11:13");
    }

    @Test
    void isSentWithOpenIntervals() {
        assertThat(HexFormat.of().formatHex(new MySqlGtids(A + ":1-5:11").encoded()))
                .isEqualTo("0100000000000000" + A.replace("-", "") + "0200000000000000" + "0100000000000000"
                        + "0600000000000000" + "0b00000000000000" + "0c00000000000000");
    }
}
