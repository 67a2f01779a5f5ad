package io.rowlift.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.job.testing.MemorySource;
import io.rowlift.mapping.Aggregate;
import io.rowlift.source.AggregateReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a sample is spread: ranges of a load are far larger than most tables. */
class PlanningTest {

    private static final long RANGE_ROWS = 50_000;

    private final MemorySource source = new MemorySource();
    private final Map<String, AggregateReader> entities = new LinkedHashMap<>();

    @Test
    void aSampleIsSpreadBySize() {
        entity("Payment", 16_049);
        entity("Film", 1_000);
        entity("Store", 500);
        entity("Language", 6);

        Map<String, Integer> rows = rows(planning().sample(3_000));

        assertThat(rows.get("Payment")).isBetween(2_650, 2_850);
        assertThat(rows.get("Film")).isBetween(140, 210);
        assertThat(rows.get("Store")).isBetween(60, 120);
        assertThat(rows.get("Language")).isBetween(2, 7);
        assertThat(rows.values().stream().mapToInt(Integer::intValue).sum()).isBetween(2_900, 3_100);
    }

    @Test
    void asManyPlacesAsAreWorthIt() {
        entity("Payment", 16_049);
        entity("Store", 500);

        Map<String, Long> places = new LinkedHashMap<>();
        planning().sample(3_000).forEach(slice -> places.merge(slice.entity(), 1L, Long::sum));

        assertThat(places.get("Payment")).isGreaterThanOrEqualTo(60);
        assertThat(places.get("Store")).isGreaterThanOrEqualTo(60);
    }

    @Test
    void aSmallSampleHasAFewRowsOfEveryEntity() {
        entity("Payment", 16_049);
        entity("Store", 500);

        assertThat(rows(planning().sample(12)).get("Store")).isBetween(5, 6);
        assertThat(rows(planning().sample(1)).get("Store")).isBetween(2, 3);
    }

    private Planning planning() {
        return new Planning(entities, RANGE_ROWS);
    }

    private void entity(String name, int rows) {
        source.table(name, rows);
        Aggregate aggregate =
                new Aggregate(name, name, List.of(), List.of(), null, List.of(), List.of(), List.of(), Fixture.HERE);
        entities.put(name, source.reader(aggregate));
    }

    private static Map<String, Integer> rows(List<Slice> slices) {
        Map<String, Integer> rows = new LinkedHashMap<>();
        slices.forEach(slice -> rows.merge(slice.entity(), slice.rows() + (slice.last() ? 1 : 0), Integer::sum));
        return rows;
    }
}
