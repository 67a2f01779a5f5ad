package io.rowlift.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.Range;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Ranges are of near-equal size and miss no row, whatever the key and however its values lie. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SplitContract {

    protected Database database;

    protected abstract Database create();

    /** A statement that fills table s with 8000 rows; i counts them. */
    protected abstract String fill(String expressions);

    @BeforeAll
    void createDatabase() {
        database = create();
    }

    protected void check(String columns, String expressions) {
        database.run("DROP TABLE IF EXISTS s", "CREATE TABLE s (" + columns + ")", fill(expressions));
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(Aggregates.of("s"));
            List<Range> ranges = reader.split(1000);
            List<Integer> sizes = new ArrayList<>();
            List<Object> keys = new ArrayList<>();
            for (Range range : ranges) {
                List<io.rowlift.schema.Row> rows = Reads.range(reader, range, 333);
                sizes.add(rows.size());
                rows.forEach(row -> keys.add(reader.reading().shape().keyOf(row).toString()));
            }
            assertThat(sizes).hasSize(8).allMatch(size -> size >= 800 && size <= 1200);
            assertThat(keys).hasSize(8000).doesNotHaveDuplicates();
            assertThat(ranges.get(0).lower()).isNull();
            assertThat(ranges.get(7).upper()).isNull();
        }
    }
}
