package io.rowlift.job.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {

    @TempDir
    private Path state;

    @Test
    void isGoneWhenItIsClosed() throws IOException {
        try (ScratchDirectory scratch = ScratchDirectory.open(state)) {
            Files.writeString(scratch.path().resolve("run-1"), "hashes");
            assertThat(scratch.path()).isDirectory();
        }

        assertThat(names()).containsExactly("validate.lock");
    }

    @Test
    void twoOfOneProcessLeaveEachOtherAlone() throws IOException {
        try (ScratchDirectory first = ScratchDirectory.open(state);
                ScratchDirectory second = ScratchDirectory.open(state)) {
            assertThat(first.path()).isDirectory();
            assertThat(second.path()).isDirectory().isNotEqualTo(first.path());
        }
    }

    /** Another process holds one; as soon as it is killed the next one removes it, and with it what was there before. */
    @Test
    void whatAKilledProcessLeavesIsSwept() throws Exception {
        Path other = Files.createDirectory(state.resolve("validate-1234"));
        Files.writeString(other.resolve("run-0"), "hashes");
        Files.createDirectory(state.resolve("keys"));
        Process holder = holder();
        try (ScratchDirectory mine = ScratchDirectory.open(state)) {
            assertThat(mine.path()).isDirectory();
            assertThat(names()).doesNotContain("validate-1234").contains("keys");
            assertThat(directories()).hasSize(2);
        } finally {
            holder.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(directories()).hasSize(1);

        ScratchDirectory.open(state).close();

        assertThat(names()).containsExactly("keys", "validate.lock");
    }

    private Process holder() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        state.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("held");
        return process;
    }

    private List<String> directories() throws IOException {
        return names().stream()
                .filter(name -> name.startsWith("validate-") && !name.endsWith(".lock"))
                .toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Holds a directory until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws Exception {
            try (ScratchDirectory scratch = ScratchDirectory.open(Path.of(args[0]))) {
                Files.writeString(scratch.path().resolve("run-0"), "hashes");
                System.out.println("held");
                Thread.sleep(60_000);
            }
        }
    }
}
