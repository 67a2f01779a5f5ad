package io.rowlift.job.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class StateFailureTest {

    @Test
    void whoMayNotReadIsToldSo() {
        String denied =
                "not permitted to read or write the state directory \"s\"; run the command as the user who ran the"
                        + " migration: the state is its owner's alone";

        assertThat(message(new AccessDeniedException("s/store.mv.db"))).isEqualTo(denied);
        assertThat(message(new FileSystemException("s/store.lock", null, "Operation not permitted")))
                .isEqualTo(denied);
    }

    @Test
    void aFullDiskIsCalledThat() {
        assertThat(message(new IOException("No space left on device")))
                .isEqualTo("the disk is full: the state directory \"s\" cannot be written; make room and run the same"
                        + " command again");
    }

    @Test
    void anythingElseHasItsOwnRemedy() {
        assertThat(message(new NoSuchFileException("s")))
                .isEqualTo("the state directory \"s\" cannot be used (NoSuchFileException); mend it");
    }

    private static String message(IOException e) {
        return StateFailure.of("the state directory \"s\"", "mend it", e).getMessage();
    }
}
