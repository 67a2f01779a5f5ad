package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.problem.FailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

    private static final String SERVER = "3e11fa47-71ca-11e1-9e33-c80aa9429562";

    @Test
    void setsAreKeptWithoutWhiteSpace() {
        assertThat(Places.gtids(SERVER + ":1-5:11,\n" + SERVER.replace('3', 'a') + ":7"))
                .isEqualTo(SERVER + ":1-5:11," + SERVER.replace('3', 'a') + ":7");
        assertThat(Places.gtids(null)).isEmpty();
        assertThat(Places.gtids("0-1-4711,7-2-12")).isEqualTo("0-1-4711,7-2-12");
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVER + ":backup:1-3", SERVER + ":1-5:backup:1", SERVER + ":1,\n" + SERVER + ":_x:1"})
    void tagsAreRefused(String gtids) {
        assertThatThrownBy(() -> Places.gtids(gtids))
                .isInstanceOf(FailedException.class)
                .hasMessage("the server has transactions with tagged GTIDs, which Rowlift cannot follow; "
                        + "read from a server without them, or use sync.mode: watermark");
    }
}
