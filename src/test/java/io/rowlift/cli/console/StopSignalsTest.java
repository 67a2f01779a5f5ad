package io.rowlift.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.RunSignal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopSignalsTest {

    private final RunSignal run = new RunSignal();
    private final StringWriter err = new StringWriter();
    private final AtomicInteger left = new AtomicInteger();

    @Test
    void theFirstSignalAsksForAStopAndTheSecondLeaves() {
        StopSignals signals = StopSignals.listen(run, new PrintWriter(err), left::incrementAndGet);
        try {
            signals.receive();

            assertThat(run.stopRequested()).isTrue();
            assertThat(left).hasValue(0);
            assertThat(err.toString().strip())
                    .isEqualTo("Stopping: the chunks in hand are finished and recorded. Once more to leave at once.");

            signals.receive();

            assertThat(left).hasValue(1);
        } finally {
            signals.close();
        }
    }

    @Test
    void hearsARealSignal() throws Exception {
        StopSignals signals = StopSignals.listen(run, new PrintWriter(err), left::incrementAndGet);
        try {
            new ProcessBuilder(
                            "kill",
                            // unlike HUP and INT, nohup and background shells do not have it ignored
                            "-TERM",
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            for (int i = 0; i < 200 && !run.stopRequested(); i++) {
                Thread.sleep(50);
            }

            assertThat(run.stopRequested()).isTrue();
        } finally {
            signals.close();
        }
    }
}
