package io.rowlift.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dry run remembers keys, sizes and orders, but not the more the more rows there are; and it is over before the load
 * that it speaks of: how long each took is printed, to be compared on a machine that does nothing else.
 */
class ValidateMemoryIT {

    /** Megabytes of hashes of keys, before they go to files: the first million items fill them. */
    private static final long HASHES = 16;

    @TempDir
    private Path directory;

    @Test
    void rowsOfSomeNumber() throws Exception {
        requireBounded(200_000, 1_000_000, HASHES);
    }

    @Tag("stress")
    @Test
    void tenMillionRows() throws Exception {
        requireBounded(1_000_000, 10_000_000, 0);
    }

    private void requireBounded(long fewRows, long manyRows, long filled) throws Exception {
        Both few = run(fewRows);
        Both many = run(manyRows);
        few.validate().requireFlat(many.validate(), filled);
        few.migrate().requireFlat(many.migrate(), filled);
    }

    private record Both(SmallHeap.Run validate, SmallHeap.Run migrate) {}

    private Both run(long rows) throws Exception {
        try (LargeJob sales = Sales.of(rows);
                StandInProcess endpoint = new StandInProcess()) {
            Path job = sales.files(directory.resolve("sales-" + rows), endpoint.uri());
            SmallHeap heap = new SmallHeap(directory);
            SmallHeap.Run validate = heap.run("validate", job, 0);
            validate.report(rows);
            requireValid(validate, rows);
            assertThat(endpoint.items()).isZero();

            SmallHeap.Run migrate = heap.run("migrate", job, 0);
            migrate.report(rows);
            long items = Sales.ITEMS * rows;
            assertThat(Totals.of(migrate.answer())).isEqualTo(new Totals(rows, rows, 0, items, items));
            assertThat(endpoint.items()).isEqualTo(items);
            return new Both(validate, migrate);
        }
    }

    private static void requireValid(SmallHeap.Run validate, long rows) throws Exception {
        JsonNode found = new ObjectMapper().readTree(validate.answer().out());
        assertThat(found.get("rows").asLong()).isEqualTo(rows);
        assertThat(found.at("/counts/warning").asLong(-1))
                .as(found.get("findings").toString())
                .isZero();
        JsonNode keys = found.at("/entities/0/keys");
        assertThat(keys.get("outcome").asText()).isEqualTo("checked");
        assertThat(keys.get("checked").asLong()).isEqualTo(Sales.ITEMS * rows);
        assertThat(found.at("/tables/0/indexes/0/items").asLong()).isEqualTo(rows);
        assertThat(found.at("/entities/0/embeds/lines/count").asLong()).isEqualTo(rows);
    }
}
