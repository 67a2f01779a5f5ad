package io.rowlift.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Aggregate;
import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.JdbcUrl;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.jdbc.ByteFormat;
import io.rowlift.source.jdbc.Explained;
import io.rowlift.source.jdbc.Vendor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statements use indexes: also right after a bulk load, when the server knows nothing about a table. */
class PostgresPlansIT {

    private static Database database;

    @BeforeAll
    static void create() {
        database = Database.on(Servers.postgres(), Product.POSTGRESQL);
        database.run(
                "CREATE TABLE big (a int, b text, v text, PRIMARY KEY (a, b))",
                "INSERT INTO big SELECT i % 3, 'k' || i, repeat('x', 100) FROM generate_series(1, 50000) i",
                "CREATE TABLE parts (id bigint, v text, PRIMARY KEY (id)) PARTITION BY RANGE (id)",
                "CREATE TABLE parts1 PARTITION OF parts FOR VALUES FROM (0) TO (10000)",
                "CREATE TABLE parts2 PARTITION OF parts FOR VALUES FROM (10000) TO (100000)",
                "INSERT INTO parts SELECT i, 'x' FROM generate_series(1, 20000) i",
                "CREATE TABLE owner (id int PRIMARY KEY, v text)",
                "INSERT INTO owner SELECT i, 'x' FROM generate_series(1, 20000) i",
                "CREATE TABLE child (id int PRIMARY KEY, owner_id int)",
                "INSERT INTO child SELECT i, i % 20000 FROM generate_series(1, 60000) i",
                "CREATE INDEX ON child (owner_id)",
                "ANALYZE child",
                "ANALYZE owner");
    }

    private interface Question {
        Iterable<String> ask(Explained explained) throws SQLException;
    }

    private static String plan(Aggregate aggregate, Question question) throws SQLException {
        JdbcUrl url = JdbcUrl.read(database.settings(1).url());
        PostgresFailures failures = new PostgresFailures("server", "database", "login");
        Vendor vendor = new Vendor(
                "x",
                new PostgresCatalog(),
                new PostgresStructure(),
                new PostgresDialect(),
                failures,
                new PostgresWrites(),
                new PostgresCheckup(database.settings(1), failures),
                new PostgresSampling(),
                ByteFormat.NONE,
                capture -> {
                    throw new UnsupportedOperationException("nobody follows this source");
                },
                List.of());
        try (Connection connection =
                PostgresSource.sessions(database.settings(1), url).getConnection()) {
            connection.setAutoCommit(false);
            return String.join("\n", question.ask(new Explained(connection, vendor, aggregate)));
        }
    }

    @Test
    void pagesAreSlicesOfTheIndex() throws SQLException {
        Checkpoint after = new Checkpoint("[\"1\",\"k1\"]");
        assertThat(plan(
                        Aggregates.from("big")
                                .column("w", "(select count(*) from parts)")
                                .where("v <> ''")
                                .entity(),
                        e -> e.after(after, 1000)))
                .contains("Index Scan using big_pkey")
                .contains("Index Cond: (ROW(a, b) > ROW(1, 'k1'::text))")
                .doesNotContain("Sort");
    }

    @Test
    void hopsReadNothingButTheIndex() throws SQLException {
        Checkpoint from = new Checkpoint("[\"1\",\"k1\"]");
        assertThat(plan(Aggregates.of("big"), e -> e.hop(from, 15000)))
                .contains("Index Only Scan using big_pkey")
                .doesNotContain("Sort");
    }

    @Test
    void partitionsAreMergedAndNotSorted() throws SQLException {
        Checkpoint from = new Checkpoint("[\"500\"]");
        assertThat(plan(Aggregates.of("parts"), e -> e.hop(from, 15000)))
                .doesNotContain("Sort Key")
                .contains("Index");
        assertThat(plan(Aggregates.of("parts"), e -> e.after(from, 1000)))
                .doesNotContain("Sort Key")
                .contains("Index");
    }

    @Test
    void childrenAreFoundByTheIndexOfTheirLink() throws SQLException {
        assertThat(plan(
                        Aggregates.from("owner")
                                .embed("children", Aggregates.from("child").max(5), Map.of("id", "owner_id"))
                                .entity(),
                        e -> e.children(new Checkpoint("[\"17\"]"))))
                .contains("child_owner_id_idx")
                .contains("owner_pkey")
                .doesNotContain("Seq Scan");
    }
}
