package io.rowlift.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One of each defect, each found and nothing else; the login may read and nothing else. */
abstract class MySqlInspectionContract {

    protected Database database;
    protected String login;

    protected abstract Database create();

    /** What hides an index from the optimiser. */
    protected abstract String invisible();

    @BeforeEach
    void open() {
        database = create();
        login = "r_" + database.name().replace("source_", "");
        database.run(
                "CREATE USER " + login + "@'%' IDENTIFIED BY 'secret'",
                "GRANT SELECT ON " + database.name() + ".* TO " + login + "@'%'");
    }

    protected String unseen() {
        return "NOTE transactions-unseen [login \"" + login + "@%\"] the login cannot see how long others' transactions"
                + " have been open -> GRANT PROCESS ON *.* TO `" + login + "`@`%`";
    }

    protected List<String> found(Inspected... entities) {
        return Inspections.texts(Inspections.of(database, login, 2, entities)).stream()
                .filter(text -> !text.equals(unseen()))
                .map(text -> text.replace(database.name(), "shop").replace(login, "reader"))
                .toList();
    }

    protected static Inspected plain(String table) {
        return Inspections.keyed(Aggregates.of(table));
    }

    @Test
    void aSoundDatabaseIsClean() {
        database.run(
                "CREATE TABLE users (code varchar(20) PRIMARY KEY, name varchar(20))",
                "CREATE TABLE orders (id int PRIMARY KEY, user_code varchar(20), FOREIGN KEY (user_code) REFERENCES users (code))",
                "CREATE TABLE order_lines (order_id int, line int, PRIMARY KEY (order_id, line))",
                "INSERT INTO users VALUES ('ann', 'Ann'), ('bob', 'Bob')",
                "INSERT INTO orders VALUES (1, 'ann'), (2, 'ann'), (3, 'bob'), (4, NULL)",
                "INSERT INTO order_lines VALUES (1, 1), (1, 2)");
        Inspection inspection = Inspections.of(
                database,
                login,
                2,
                Inspections.keyed(Aggregates.of("users"), "code"),
                Inspections.keyed(
                        Aggregates.from("orders")
                                .join("user", "users", Map.of("user_code", "code"))
                                .embed("lines", Aggregates.from("order_lines"), Map.of("id", "order_id"))
                                .entity(),
                        "id",
                        "user_code"));
        assertThat(Inspections.texts(inspection)).containsExactly(unseen());
    }

    @Test
    void rowsAndColumnsThatAreNotRead() {
        String narrow = login + "_n";
        database.run(
                "CREATE USER " + narrow + "@'%' IDENTIFIED BY 'secret'",
                "CREATE TABLE half (id int PRIMARY KEY, open int, hidden int)",
                "CREATE TABLE full (id int PRIMARY KEY)",
                "CREATE TABLE none (id int PRIMARY KEY)",
                "CREATE TABLE writable (id int PRIMARY KEY)",
                "CREATE TABLE loose (id int PRIMARY KEY) ENGINE = MyISAM",
                "GRANT SELECT (id, open) ON half TO " + narrow + "@'%'",
                "GRANT SELECT ON full TO " + narrow + "@'%'",
                "GRANT SELECT, UPDATE ON writable TO " + narrow + "@'%'",
                "GRANT SELECT ON loose TO " + narrow + "@'%'");
        List<String> found = Inspections.texts(Inspections.of(
                        database,
                        narrow,
                        2,
                        plain("half"),
                        plain("full"),
                        plain("none"),
                        plain("writable"),
                        plain("loose")))
                .stream()
                .map(text -> text.replace(database.name(), "shop").replace(narrow, "reader"))
                .toList();
        assertThat(found).containsExactly();
    }

    @Test
    void keysAndIndexesThatDoNotLeadToTheRows() {
        database.run(
                "CREATE TABLE keyless (id int, n int)",
                "CREATE TABLE cut (code varchar(50) NOT NULL, UNIQUE KEY cut_key (code(5)))",
                "CREATE TABLE owners (id int PRIMARY KEY, other int)",
                "CREATE TABLE doubtful (id int PRIMARY KEY, name int)",
                "CREATE TABLE bare (id int PRIMARY KEY, owner_id int)",
                "CREATE TABLE wide (id int PRIMARY KEY, owner_id int, KEY wide_i (id, owner_id))",
                "CREATE TABLE unseen (id int PRIMARY KEY, owner_id int, KEY unseen_i (owner_id) " + invisible() + ")",
                "CREATE TABLE words (id int PRIMARY KEY, code varchar(20), FULLTEXT KEY words_i (code))",
                "CREATE TABLE named (code varchar(20) PRIMARY KEY)",
                "CREATE TABLE prefixed (id int PRIMARY KEY, code varchar(20), KEY prefixed_i (code(5)))");
        Aggregates owner = Aggregates.from("owners").join("other", "doubtful", Map.of("other", "name"));
        for (String child : List.of("bare", "wide", "unseen")) {
            owner.embed(child, Aggregates.from(child), Map.of("id", "owner_id"));
        }
        assertThat(found(
                        plain("keyless"),
                        Inspections.keyed(Aggregates.from("keyless").key("id").entity()),
                        plain("cut"),
                        Inspections.keyed(owner.entity()),
                        Inspections.keyed(Aggregates.from("named")
                                .embed("words", Aggregates.from("words"), Map.of("code", "code"))
                                .embed("prefixed", Aggregates.from("prefixed"), Map.of("code", "code"))
                                .entity())))
                .containsExactly();
    }

    @Test
    void textsThatAreOneValueToTheSourceAndTwoToTheTarget() {
        database.run(
                "CREATE TABLE firms (code varchar(20) COLLATE utf8mb4_general_ci PRIMARY KEY)",
                "CREATE TABLE bills (id int PRIMARY KEY, firm varchar(20) COLLATE utf8mb4_general_ci,"
                        + " status varchar(20) COLLATE utf8mb4_general_ci, mark varchar(20) COLLATE utf8mb4_bin,"
                        + " kind enum('a', 'b'), fixed char(5) COLLATE utf8mb4_bin,"
                        + " FOREIGN KEY (firm) REFERENCES firms (code))",
                "CREATE TABLE tags (name varchar(20) COLLATE utf8mb4_bin PRIMARY KEY)",
                "INSERT INTO tags VALUES ('a'), ('A'), ('b')",
                "INSERT INTO firms VALUES ('acme'), ('Bolt'), ('cafe')",
                "INSERT INTO bills VALUES (1, 'acme', 'open', 'x', 'a', 'f'), (2, 'ACME', 'Open', 'x ', 'a', 'f '),"
                        + " (3, 'bolt', 'paid', 'y', 'b', 'g'), (4, 'Bolt ', 'paid', 'X', 'b', 'F'),"
                        + " (5, NULL, NULL, NULL, NULL, NULL), (6, 'caf\u00e9', 'paid', 'y', 'b', 'g')");
        Inspected bill = Inspections.keyed(Aggregates.of("bills"), "firm", "status", "mark", "kind", "fixed", "id");
        assertThat(found(bill)).containsExactly();
        assertThat(Inspections.of(database, login, 2, bill).texts().stream()
                        .map(text -> text.toString().replace(database.name(), "shop")))
                .containsExactly();
        assertThat(found(Inspections.keyed(Aggregates.of("bills"), "status|lower")))
                .isEmpty();
        assertThat(found(Inspections.keyed(Aggregates.of("bills"), "id"))).isEmpty();
        assertThat(found(Inspections.keyed(Aggregates.of("tags"), "name|lower")))
                .containsExactly();
    }

    @Test
    void whatOthersDo() throws SQLException {
        database.run(
                "CREATE TABLE t (id int PRIMARY KEY)",
                "INSERT INTO t VALUES (1)",
                "GRANT PROCESS ON *.* TO " + login + "@'%'");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("DELETE FROM t");
            statement.execute("SELECT SLEEP(2.1)");
            String session = database.query("SELECT ID FROM information_schema.PROCESSLIST WHERE DB = '"
                            + database.name() + "' AND COMMAND = 'Sleep'")
                    .get(0);
            assertThat(Inspections.texts(Inspections.of(
                                    database, Inspections.as(database, login, 2), Duration.ofSeconds(1), plain("t")))
                            .stream()
                            .map(text -> text.replace(session, "<session>")))
                    .containsExactly();
        }
    }

    @Test
    void limitsOfTheLogin() {
        database.run("CREATE TABLE t (id int PRIMARY KEY)", "ALTER USER " + login + "@'%' WITH MAX_USER_CONNECTIONS 3");
        assertThat(Inspections.texts(Inspections.of(database, login, 200, plain("t"))).stream()
                        .filter(text -> !text.equals(unseen()))
                        .map(text -> text.replace(login, "reader")))
                .containsExactly();
    }
}
