package io.rowlift.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.verify.VerifyListener.Phase;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class VerifyProgressTest {

    /** Where nothing is counted, a rate of 0 looks like a standstill. */
    @Test
    void everyPhaseHasALineOfItsOwn() {
        VerifyProgress progress = new VerifyProgress(InstantSource.system());
        progress.compared("User", 1, 2);
        assertThat(progress.frame().total()).startsWith("comparing: 2 items, ");

        progress.entered(Phase.SEARCHING);
        progress.scanned(3);
        assertThat(progress.frame().total()).startsWith("looking for extra items: 3 keys, ");

        progress.entered(Phase.MENDING);
        assertThat(progress.frame().total()).isEqualTo("mending what differs");

        progress.entered(Phase.ASKING);
        assertThat(progress.frame().total()).isEqualTo("asking access patterns");
    }
}
