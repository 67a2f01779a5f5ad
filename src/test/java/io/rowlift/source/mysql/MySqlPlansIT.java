package io.rowlift.source.mysql;

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

/** The statements use indexes, for composite keys and for text of every character set too. */
class MySqlPlansIT {

    private static Database database;

    @BeforeAll
    static void create() {
        database = Database.on(Servers.mysql(), Product.MYSQL);
        String digits =
                "(select 0 d union select 1 union select 2 union select 3 union select 4 union select 5 union select 6 union "
                        + "select 7 union select 8 union select 9)";
        String numbers = "(select a.d + 10*b.d + 100*c.d + 1000*e.d AS i from " + digits + " a, " + digits + " b, "
                + digits + " c, " + digits + " e) n";
        database.run(
                "CREATE TABLE big (a int, b varchar(20) CHARACTER SET latin1, v varchar(100), PRIMARY KEY (a, b))",
                "INSERT INTO big SELECT i % 3, concat('k', i), repeat('x', 100) FROM " + numbers,
                "CREATE TABLE old (k varchar(20) CHARACTER SET utf8mb3 PRIMARY KEY, v int)",
                "INSERT INTO old SELECT concat('k', i), i FROM " + numbers,
                "CREATE TABLE owner (id int PRIMARY KEY, v varchar(10))",
                "INSERT INTO owner SELECT i, 'x' FROM " + numbers,
                "CREATE TABLE child (id int PRIMARY KEY, owner_id int, KEY (owner_id))",
                "INSERT INTO child SELECT i, i DIV 3 FROM " + numbers,
                "ANALYZE TABLE big, old, owner, child");
    }

    private interface Question {
        List<String> ask(Explained explained) throws SQLException;
    }

    private static List<String> plan(Aggregate aggregate, Question question) throws SQLException {
        JdbcUrl url = JdbcUrl.read(database.settings(1).url());
        MySqlFailures failures = new MySqlFailures("MySQL", "server", "database", "login");
        Vendor vendor = new Vendor(
                "x",
                new MySqlCatalog(false),
                new MySqlStructure(false),
                new MySqlDialect(),
                failures,
                new MySqlWrites(false),
                new MySqlCheckup(database.settings(1), failures, false),
                (c, t, r) -> java.util.Optional.empty(),
                ByteFormat.NONE,
                capture -> {
                    throw new UnsupportedOperationException("nobody follows this source");
                },
                List.of());
        try (Connection connection =
                MySqlSource.sessions(database.settings(1), url).getConnection()) {
            connection.setAutoCommit(false);
            return question.ask(new Explained(connection, vendor, aggregate));
        }
    }

    private static String line(List<String> plan, String table) {
        return plan.stream()
                .filter(l -> l.contains(" table=" + table + " "))
                .findFirst()
                .orElse("no line of " + table + " in " + plan);
    }

    @Test
    void pagesAreSlicesOfTheIndex() throws SQLException {
        Checkpoint after = new Checkpoint("[\"1\",\"k1\"]");
        assertThat(line(plan(Aggregates.from("big").where("v <> ''").entity(), e -> e.after(after, 100)), "big"))
                .contains("type=range")
                .contains("key=PRIMARY")
                .contains("key_len=26")
                .doesNotContain("filesort");
        Checkpoint old = new Checkpoint("[\"k5\"]");
        assertThat(line(plan(Aggregates.of("old"), e -> e.page(old, new Checkpoint("[\"k7\"]"), 100)), "old"))
                .contains("type=range")
                .contains("key=PRIMARY")
                .doesNotContain("filesort");
    }

    @Test
    void hopsReadNothingButTheIndex() throws SQLException {
        assertThat(line(plan(Aggregates.of("big"), e -> e.hop(new Checkpoint("[\"1\",\"k1\"]"), 3000)), "big"))
                .contains("type=range")
                .contains("Using index")
                .doesNotContain("filesort");
    }

    @Test
    void childrenAreFoundByTheIndexOfTheirLink() throws SQLException {
        List<String> plan = plan(
                Aggregates.from("owner")
                        .embed(
                                "children",
                                Aggregates.from("child")
                                        .column("n", "(select count(*) from old)")
                                        .max(5),
                                Map.of("id", "owner_id"))
                        .entity(),
                e -> e.children(new Checkpoint("[\"17\"]")));
        assertThat(line(plan, "child")).contains("type=ref").contains("key=owner_id");
        assertThat(line(plan, "owner")).contains("key=PRIMARY").contains("type=const");
    }
}
