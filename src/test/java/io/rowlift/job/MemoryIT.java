package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.job.testing.CountingSource;
import io.rowlift.job.testing.CountingTarget;
import io.rowlift.job.testing.Shop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run's memory does not grow with the table: a process with a small heap loads, and checks the keys of, more rows than
 * would fit into it. The number of rows is set by the system property {@code rowlift.rows}.
 */
class MemoryIT {

    private static final long ROWS = Long.getLong("rowlift.rows", 1_000_000);

    @TempDir
    private Path directory;

    @Test
    void aSmallHeapIsEnough() throws Exception {
        Process run = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + (ROWS > 5_000_000 ? "256m" : "128m"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        directory.toString(),
                        Long.toString(ROWS)))
                .redirectErrorStream(true)
                .start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        System.out.println(output);
        assertThat(run.waitFor()).as(output).isZero();
        assertThat(output).contains("rows=" + ROWS + " items=" + 2 * ROWS);
    }

    /** The process with the small heap. */
    static final class Main {

        private Main() {}

        /** The state directory and the number of rows. */
        public static void main(String[] args) {
            Scenario shop = new Scenario(Path.of(args[0])).load(4, 1000, 250_000);
            shop.mapping = Shop.mapping("User");
            shop.unproved(Map.of("User", "the check is what is tested"));
            shop.pace(Pace.STEADY);
            long began = System.nanoTime();
            MigrationSummary summary = shop.migrate(new CountingSource(Long.parseLong(args[1])), new CountingTarget());
            System.out.printf(
                    "rows=%d items=%d load=%d ms, with key check %d ms%n",
                    summary.total().rows(),
                    summary.traffic().written(),
                    summary.duration().toMillis(),
                    (System.nanoTime() - began) / 1_000_000);
        }
    }
}
