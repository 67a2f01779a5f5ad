package io.rowlift.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.Row;
import io.rowlift.servers.Servers;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.Reads;
import io.rowlift.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnindexedChildrenIT {

    /** One pass over the children per page takes half a second in all, one per parent eight. */
    @Test
    void areReadInOnePassPerPage() {
        Database database = Database.on(Servers.postgres(), Product.POSTGRESQL);
        database.run(
                "create table parents (id int primary key)",
                "create table children (id int primary key, parent int)",
                "insert into parents select generate_series(1, 2000)",
                "insert into children select i, 1 + i % 2000 from generate_series(1, 100000) i");
        try (Source source = database.open()) {
            long begin = System.nanoTime();
            List<Row> rows = Reads.all(
                    source.reader(Aggregates.from("parents")
                            .embed("children", Aggregates.from("children").max(100), Map.of("id", "parent"))
                            .entity()),
                    1000);

            assertThat(rows)
                    .hasSize(2000)
                    .allSatisfy(row -> assertThat(row.children(1)).hasSize(50));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        }
    }
}
