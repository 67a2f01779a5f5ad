package io.rowlift.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program's memory does not grow with the table: a heap of 256 MB is enough for any number of rows, and what is
 * alive in it while a large table is loaded is what is alive while a small one is.
 */
class MemoryIT {

    @TempDir
    private Path directory;

    @Test
    void aTableOfSomeSize() throws Exception {
        requireBounded(300_000, 1_000_000);
    }

    @Tag("stress")
    @Test
    void tenMillionRows() throws Exception {
        requireBounded(1_000_000, 10_000_000);
    }

    private void requireBounded(long fewRows, long manyRows) throws Exception {
        Both few = run(fewRows);
        Both many = run(manyRows);
        few.migrate().requireFlat(many.migrate());
        few.verify().requireFlat(many.verify());
    }

    private record Both(SmallHeap.Run migrate, SmallHeap.Run verify) {}

    /** Loads so many rows, and compares them with a target that holds none of them: the worst that can be found. */
    private Both run(long rows) throws Exception {
        try (LargeJob readings = Readings.of(rows);
                StandInProcess endpoint = new StandInProcess()) {
            Path job = readings.files(directory.resolve("readings-" + rows), endpoint.uri());
            SmallHeap heap = new SmallHeap(directory);
            SmallHeap.Run migrate = heap.run("migrate", job, 0);
            migrate.report(rows);
            assertThat(Totals.of(migrate.answer())).isEqualTo(new Totals(rows, rows, 0, rows, rows));
            assertThat(endpoint.items()).isEqualTo(rows);

            SmallHeap.Run verify = heap.run("verify", job, 6);
            verify.report(rows);
            assertThat(Verified.of(verify.answer()).number("differences")).isEqualTo(rows);
            return new Both(migrate, verify);
        }
    }
}
