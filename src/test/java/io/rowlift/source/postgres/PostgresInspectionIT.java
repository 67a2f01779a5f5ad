package io.rowlift.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.Inspected;
import io.rowlift.source.Inspection;
import io.rowlift.source.Inspections;
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
        assertThat(Inspections.texts(inspection)).isEmpty();
    }
}
