package io.rowlift.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Aggregate;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.Location;
import io.rowlift.servers.Servers;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.Inspected;
import io.rowlift.source.Inspection;
import io.rowlift.source.Inspections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One database with one of each defect, one without; the login may read and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresInspectionIT {

    private Database database;
    private String login;

    @BeforeAll
    void create() {
        database = Database.on(Servers.postgres(), Product.POSTGRESQL);
        login = "reader_" + database.name();
        database.run(
                "CREATE ROLE " + login + " LOGIN PASSWORD 'secret'",
                "CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TABLE users (code text COLLATE any_case PRIMARY KEY, name text)",
                "CREATE TABLE orders (id int PRIMARY KEY, user_code text COLLATE any_case REFERENCES users, note text)",
                "CREATE TABLE lines (order_id int, line int, n int, PRIMARY KEY (order_id, line))",
                "INSERT INTO users VALUES ('ann', 'Ann'), ('bob', 'Bob')",
                "INSERT INTO orders VALUES (1, 'ann', 'x'), (2, 'ann', 'y'), (3, 'bob', 'z')",
                "INSERT INTO lines SELECT 1, i, i FROM generate_series(1, 200) i",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + login);
    }

    private Inspected user() {
        return Inspections.keyed(Aggregates.of("users"), "code");
    }

    private Inspected order() {
        return Inspections.keyed(
                Aggregates.from("orders")
                        .join("user", "users", Map.of("user_code", "code"))
                        .embed("lines", Aggregates.from("lines"), Map.of("id", "order_id"))
                        .entity(),
                "id",
                "user_code");
    }

    @Test
    void aSoundDatabaseIsClean() {
        database.run("ANALYZE");
        Inspection inspection = Inspections.of(database, login, 2, user(), order());
        assertThat(Inspections.texts(inspection)).containsExactly(unseen());
    }

    private String unseen() {
        return "NOTE transactions-unseen [login \"" + login
                + "\"] the login cannot see how long others' transactions have been open -> GRANT pg_read_all_stats TO \""
                + login + "\"";
    }

    private List<String> found(Inspected... entities) {
        return Inspections.texts(Inspections.of(database, login, 2, entities)).stream()
                .filter(text -> !text.equals(unseen()))
                .map(text -> text.replace(login, "reader"))
                .toList();
    }

    private static Inspected plain(String table) {
        return Inspections.keyed(Aggregates.of(table));
    }

    @Test
    void rowsAndColumnsThatAreNotRead() {
        database.run(
                "CREATE SCHEMA closed",
                "CREATE TABLE closed.c (id int PRIMARY KEY)",
                "GRANT SELECT ON closed.c TO " + login,
                "CREATE TABLE half (id int PRIMARY KEY, open text, one text, two text)",
                "GRANT SELECT (id, open) ON half TO " + login,
                "CREATE TABLE none (id int PRIMARY KEY)",
                "CREATE TABLE looked_up (id int PRIMARY KEY)",
                "CREATE TABLE secured (id int PRIMARY KEY)",
                "ALTER TABLE secured ENABLE ROW LEVEL SECURITY",
                "CREATE TABLE forced (id int PRIMARY KEY)",
                "ALTER TABLE forced ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE forced FORCE ROW LEVEL SECURITY",
                "CREATE VIEW over_secured WITH (security_invoker = true) AS SELECT * FROM secured",
                "CREATE MATERIALIZED VIEW empty AS SELECT 1 AS id WITH NO DATA",
                "CREATE UNIQUE INDEX ON empty (id)",
                "CREATE FOREIGN DATA WRAPPER w",
                "CREATE SERVER s FOREIGN DATA WRAPPER w",
                "CREATE FOREIGN TABLE far (id int NOT NULL) SERVER s",
                "CREATE TABLE unknown (id int PRIMARY KEY)",
                "CREATE TABLE writable (id int PRIMARY KEY)",
                "GRANT SELECT ON secured, forced, over_secured, empty, far, unknown, writable TO " + login,
                "GRANT INSERT ON writable TO " + login,
                "ANALYZE closed.c, half, none, looked_up, secured, forced, writable");
        Inspected reads = Inspections.keyed(new Aggregate(
                "Reads",
                "users",
                List.of(),
                List.of(new Aggregate.Computed(
                        "x",
                        new Aggregate.Sql("1", new Location("m.yaml", 2)),
                        Map.of("looked_up", Map.of("id", "id")))),
                null,
                List.of(),
                List.of(),
                List.of(),
                new Location("m.yaml", 1)));
        assertThat(found(
                        plain("closed.c"),
                        plain("half"),
                        plain("none"),
                        reads,
                        plain("secured"),
                        plain("forced"),
                        Inspections.keyed(
                                Aggregates.from("over_secured").key("id").entity()),
                        Inspections.keyed(Aggregates.from("empty").key("id").entity()),
                        Inspections.keyed(Aggregates.from("far").key("id").entity()),
                        plain("unknown"),
                        plain("writable"),
                        plain("nosuch")))
                .containsExactly();
    }

    @Test
    void keysAndIndexesThatDoNotLeadToTheRows() {
        database.run(
                "CREATE TABLE keyless (id int, n int)",
                "INSERT INTO keyless SELECT i, i FROM generate_series(1, 50) i",
                "CREATE TABLE ups (a int NOT NULL, b int NOT NULL)",
                "CREATE UNIQUE INDEX ups_key ON ups (a, b DESC)",
                "CREATE TABLE owners (id int PRIMARY KEY, other int)",
                "CREATE TABLE bare (id int PRIMARY KEY, owner_id int)",
                "CREATE TABLE doubtful (id int PRIMARY KEY, name int)",
                "CREATE TABLE partial (id int PRIMARY KEY, owner_id int)",
                "CREATE INDEX partial_i ON partial (owner_id) WHERE id > 5",
                "CREATE TABLE expressed (id int PRIMARY KEY, owner_id int)",
                "CREATE INDEX expressed_i ON expressed ((owner_id + 0))",
                "CREATE TABLE broken (id int PRIMARY KEY, owner_id int)",
                "CREATE INDEX broken_i ON broken (owner_id)",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken_i'::regclass",
                "CREATE TABLE wide (id int PRIMARY KEY, owner_id int)",
                "CREATE INDEX wide_i ON wide (id, owner_id)",
                "CREATE TABLE brief (id int PRIMARY KEY, owner_id int)",
                "CREATE INDEX brief_i ON brief USING brin (owner_id)",
                "CREATE TABLE named (code text PRIMARY KEY)",
                "CREATE TABLE collated (id int PRIMARY KEY, owner_code text)",
                "CREATE INDEX collated_i ON collated (owner_code COLLATE \"POSIX\")",
                "CREATE TABLE hashed (id int PRIMARY KEY, owner_id int)",
                "CREATE INDEX hashed_i ON hashed USING hash (owner_id)",
                "CREATE TABLE both_ways (id int PRIMARY KEY, owner_id int)",
                "CREATE INDEX both_ways_i ON both_ways (owner_id DESC, id)",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + login,
                "ANALYZE");
        Aggregates owner = Aggregates.from("owners").join("other", "doubtful", Map.of("other", "name"));
        for (String child : List.of("bare", "partial", "expressed", "broken", "wide", "brief", "hashed", "both_ways")) {
            owner.embed(child, Aggregates.from(child), Map.of("id", "owner_id"));
        }
        assertThat(found(
                        plain("keyless"),
                        Inspections.keyed(
                                Aggregates.from("keyless").key("id", "n").entity()),
                        plain("ups"),
                        Inspections.keyed(owner.entity()),
                        Inspections.keyed(Aggregates.from("named")
                                .embed("collated", Aggregates.from("collated"), Map.of("code", "owner_code"))
                                .entity())))
                .containsExactly();
    }

    @Test
    void textsThatAreOneValueToTheSourceAndTwoToTheTarget() {
        database.run(
                "CREATE TABLE firms (code text COLLATE any_case PRIMARY KEY)",
                "CREATE TABLE tags (name text PRIMARY KEY)",
                "INSERT INTO tags VALUES ('a'), ('A'), ('b')",
                "CREATE TABLE bills (id int PRIMARY KEY, firm text COLLATE any_case REFERENCES firms,"
                        + " status text COLLATE any_case, place text)",
                "CREATE INDEX ON bills (firm)",
                "INSERT INTO firms VALUES ('acme'), ('Bolt')",
                "INSERT INTO bills VALUES (1, 'acme', 'open', 'x'), (2, 'ACME', 'Open', 'X'), (3, 'bolt', 'paid', 'y'),"
                        + " (4, 'Bolt', 'paid', 'y'), (5, NULL, NULL, NULL)",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + login,
                "ANALYZE");
        Inspected bill = Inspections.keyed(
                Aggregates.from("bills")
                        .join("firm_of", "firms", Map.of("firm", "code"))
                        .entity(),
                "firm",
                "status",
                "place",
                "firm_of.code");
        assertThat(found(bill)).containsExactly();
        Inspected folded = Inspections.keyed(Aggregates.of("bills"), "firm|lower", "status|lower");
        assertThat(found(folded)).isEmpty();
        assertThat(found(Inspections.keyed(Aggregates.of("tags"), "name|lower")))
                .containsExactly();
        assertThat(found(Inspections.keyed(Aggregates.of("tags"), "name|lower", "name")))
                .isEmpty();
        Inspected without = Inspections.keyed(Aggregates.of("bills"), "id");
        assertThat(found(without)).isEmpty();
        assertThat(Inspections.of(database, login, 2, bill).texts()).containsExactly();
    }

    @Test
    void whatOthersDo() throws SQLException {
        String watcher = "watch_" + database.name();
        database.run(
                "CREATE ROLE " + watcher + " LOGIN PASSWORD 'secret'",
                "GRANT pg_read_all_stats TO " + watcher,
                "CREATE TABLE altered (id int PRIMARY KEY)",
                "GRANT SELECT ON altered TO " + watcher,
                "ANALYZE altered");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE altered IN ACCESS EXCLUSIVE MODE");
            int session =
                    Integer.parseInt(database.query("SELECT pid FROM pg_locks WHERE relation = 'altered'::regclass")
                            .get(0));
            statement.execute("SELECT pg_sleep(1.1)");
            assertThat(Inspections.texts(Inspections.of(
                            database, Inspections.as(database, watcher, 2), Duration.ofSeconds(1), plain("altered"))))
                    .containsExactly("" + session);
        }
    }

    @Test
    void limitsOfLoginDatabaseAndServer() {
        String limited = "limited_" + database.name();
        database.run(
                "CREATE ROLE " + limited + " LOGIN PASSWORD 'secret' CONNECTION LIMIT 3",
                "GRANT pg_read_all_stats TO " + limited,
                "GRANT SELECT ON users TO " + limited,
                "ALTER DATABASE " + database.name() + " CONNECTION LIMIT 50",
                "ALTER ROLE " + limited + " SET statement_timeout = '30s'",
                "ALTER ROLE " + limited + " SET transaction_timeout = '2min'");
        List<String> found;
        try {
            found = Inspections.texts(Inspections.of(database, limited, 100, user()));
        } finally {
            database.run("ALTER DATABASE " + database.name() + " CONNECTION LIMIT -1");
        }
        assertThat(found.stream().map(text -> text.replace(limited, "reader").replace(database.name(), "shop")))
                .containsExactly();
    }
}
