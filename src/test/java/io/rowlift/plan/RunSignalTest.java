package io.rowlift.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.problem.StoppedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunSignalTest {

    private final RunSignal signal = new RunSignal();

    /** Who waits for read units or for a table retries nothing. */
    @Test
    void aStopWhileWaitingIsCalledThat() {
        signal.stop();

        assertThatThrownBy(() -> signal.pause(Duration.ofSeconds(9)))
                .isInstanceOf(StoppedException.class)
                .hasMessage("stopped while waiting");
    }
}
