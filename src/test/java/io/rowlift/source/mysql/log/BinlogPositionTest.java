package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.source.LogPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinlogPositionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binlog.000003:157 of 3e11fa47-71ca-11e1-9e33-c80aa9429562 after 3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5:11",
                "db-1.bin.000003:157 of 1 after 0-1-4711,7-2-12",
                "binlog.000003:4 of 1"
            })
    void isReadFromItsText(String text) {
        assertThat(BinlogPosition.read(new LogPosition(text, 0))).hasToString(text);
    }

    @Test
    void growsAlongTheLog() {
        LogPosition[] places = {
            place("b.000001", 4), place("b.000001", 5_000_000_000L), place("b.000002", 4), place("b.1000000", 4)
        };
        for (int i = 1; i < places.length; i++) {
            assertThat(places[i].reaches(places[i - 1])).isTrue();
            assertThat(places[i - 1].reaches(places[i])).isFalse();
        }
    }

    private static LogPosition place(String file, long offset) {
        return new BinlogPosition("1", file, offset, "").position();
    }

    @Test
    void otherTextsAreRefused() {
        assertThatThrownBy(() -> BinlogPosition.read(new LogPosition("0/15D3D60", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no position of a binary log: 0/15D3D60");
    }
}
