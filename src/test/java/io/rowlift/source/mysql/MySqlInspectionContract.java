package io.rowlift.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.SourceSettings;
import io.rowlift.problem.Finding;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.Inspected;
import io.rowlift.source.Inspection;
import io.rowlift.source.Inspections;
import java.sql.Connection;
import java.sql.ResultSet;
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
        assertThat(found)
                .containsExactly(
                        "PROBLEM table-unseen [table \"none\"] the source has no table \"none\" that the login"
                                + " can see -> correct the mapping, or grant SELECT on the table to the login",
                        "PROBLEM right-missing [table \"shop.half\"] the login may not read all columns of table"
                                + " \"shop.half\" -> GRANT SELECT ON `shop`.`half` TO `reader`@`%`",
                        "WARNING no-snapshot [table \"shop.loose\"] table \"shop.loose\" is of engine MyISAM: it"
                                + " is not read in one snapshot with the others -> ALTER TABLE `shop`.`loose` ENGINE ="
                                + " InnoDB",
                        "NOTE right-to-write [login \"reader@%\"] the login may also write \"shop.writable\" -> a"
                                + " login that may only read is enough #1",
                        "NOTE transactions-unseen [login \"reader@%\"] the login cannot see how long others'"
                                + " transactions have been open -> GRANT PROCESS ON *.* TO `reader`@`%`");
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
                .containsExactly(
                        "PROBLEM join-not-unique [table \"shop.doubtful\"] nothing guarantees that a row of table"
                                + " \"shop.doubtful\" is the only one with its name, by which entity \"E\" joins it ->"
                                + " CREATE UNIQUE INDEX `doubtful_name` ON `shop`.`doubtful` (`name`)",
                        "PROBLEM key-missing [table \"shop.keyless\"] entity \"E\": nothing identifies a row of"
                                + " \"shop.keyless\" -> name the columns that do with key: [...]",
                        "WARNING index-missing [table \"shop.bare\"] no index leads to the rows of table"
                                + " \"shop.bare\" with given owner_id: every chunk of entity \"E\" reads all of its rows"
                                + " (about 0) -> CREATE INDEX `bare_owner_id` ON `shop`.`bare` (`owner_id`)",
                        "WARNING key-unordered [table \"shop.cut\"] no index returns the rows of table"
                                + " \"shop.cut\" in the order of its key (code): entity \"E\" is read in one range, by one"
                                + " statement that sorts all of its rows (about 0) and keeps a connection and a transaction"
                                + " until its end, during which the server cannot clean up; index \"cut_key\" does not"
                                + " help: it returns rows in another order or in none -> CREATE UNIQUE INDEX `cut_code` ON"
                                + " `shop`.`cut` (`code`)",
                        "WARNING key-unordered [table \"shop.keyless\"] no index returns the rows of table"
                                + " \"shop.keyless\" in the order of its key (id): entity \"E\" is read in one range, by"
                                + " one statement that sorts all of its rows (about 0) and keeps a connection and a"
                                + " transaction until its end, during which the server cannot clean up -> CREATE UNIQUE"
                                + " INDEX `keyless_id` ON `shop`.`keyless` (`id`), and declare `id` NOT NULL",
                        "WARNING index-missing [table \"shop.unseen\"] no index leads to the rows of table"
                                + " \"shop.unseen\" with given owner_id: every chunk of entity \"E\" reads all of its rows"
                                + " (about 0); index \"unseen_i\" does not help: it is invisible -> CREATE INDEX"
                                + " `unseen_owner_id` ON `shop`.`unseen` (`owner_id`)",
                        "WARNING index-missing [table \"shop.wide\"] no index leads to the rows of table"
                                + " \"shop.wide\" with given owner_id: every chunk of entity \"E\" reads all of its rows"
                                + " (about 0) -> CREATE INDEX `wide_owner_id` ON `shop`.`wide` (`owner_id`)",
                        "WARNING index-missing [table \"shop.words\"] no index leads to the rows of table"
                                + " \"shop.words\" with given code: every chunk of entity \"E\" reads all of its rows"
                                + " (about 0); index \"words_i\" does not help: it is of kind FULLTEXT -> CREATE INDEX"
                                + " `words_code` ON `shop`.`words` (`code`)");
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
        assertThat(found(bill))
                .containsExactly(
                        "PROBLEM spelling-differs [table \"shop.bills\"] 4 rows of table \"shop.bills\" spell"
                                + " column \"firm\" in another way than the row of table \"shop.firms\" that it refers to"
                                + " by \"code\": to the source, whose collation \"utf8mb4_general_ci\" ignores case,"
                                + " accents, trailing spaces, both are one value, to the target two, so that entity \"E\""
                                + " puts them under other keys -> join table \"shop.firms\" and use its \"code\" in the"
                                + " key, or UPDATE `shop`.`bills` c JOIN `shop`.`firms` p ON p.`code` = c.`firm` AND"
                                + " CAST(CONVERT(p.`code` USING utf8mb4) AS BINARY) <> CAST(CONVERT(c.`firm` USING utf8mb4)"
                                + " AS BINARY) SET c.`firm` = p.`code` #4 [(id=2), (id=3), (id=4), (id=6)]",
                        "WARNING spellings-mixed [table \"shop.bills\"] column \"status\" of table \"shop.bills\""
                                + " holds 1 value in several spellings: to the source, whose collation"
                                + " \"utf8mb4_general_ci\" ignores case, accents, trailing spaces, they are one value each,"
                                + " to the target several, so that entity \"E\" puts them under several keys -> write"
                                + " {status|lower} in the key if case is all that differs, or give the rows one spelling #1"
                                + " [(id=1)]",
                        "WARNING spellings-mixed [table \"shop.bills\"] column \"mark\" of table \"shop.bills\""
                                + " holds 1 value in several spellings: to the source, whose collation \"utf8mb4_bin\""
                                + " ignores trailing spaces, they are one value each, to the target several, so that entity"
                                + " \"E\" puts them under several keys -> write {mark|lower} in the key if case is all that"
                                + " differs, or give the rows one spelling #1 [(id=2)]");
        assertThat(Inspections.of(database, login, 2, bill).texts().stream()
                        .map(text -> text.toString().replace(database.name(), "shop")))
                .containsExactly(
                        "Text[table=shop.bills, column=firm, collation=utf8mb4_general_ci, ignoresCase=true,"
                                + " ignoresAccents=true, ignoresTrailingSpaces=true]",
                        "Text[table=shop.bills, column=fixed, collation=utf8mb4_bin, ignoresCase=false,"
                                + " ignoresAccents=false, ignoresTrailingSpaces=false]",
                        "Text[table=shop.bills, column=mark, collation=utf8mb4_bin, ignoresCase=false,"
                                + " ignoresAccents=false, ignoresTrailingSpaces=true]",
                        "Text[table=shop.bills, column=status, collation=utf8mb4_general_ci, ignoresCase=true,"
                                + " ignoresAccents=true, ignoresTrailingSpaces=true]");
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
            String session;
            try (ResultSet id = statement.executeQuery("SELECT CONNECTION_ID()")) {
                id.next();
                session = id.getString(1);
            }
            assertThat(Inspections.texts(Inspections.of(
                                    database, Inspections.as(database, login, 2), Duration.ofSeconds(1), plain("t")))
                            .stream()
                            .map(text -> text.replace(session, "<session>").replaceFirst("[23] seconds", "2 seconds")))
                    .containsExactly(
                            "WARNING transaction-open [session <session>] session <session> of login \"app\" has had"
                                    + " a transaction open for 2 seconds (idle): the server cannot clean up what was changed"
                                    + " since, and reading grows slower -> commit it, or KILL <session>");
        }
    }

    @Test
    void limitsOfTheLogin() {
        database.run("CREATE TABLE t (id int PRIMARY KEY)", "ALTER USER " + login + "@'%' WITH MAX_USER_CONNECTIONS 3");
        assertThat(Inspections.texts(Inspections.of(database, login, 200, plain("t"))).stream()
                        .filter(text -> !text.equals(unseen()))
                        .map(text -> text.replace(login, "reader")))
                .containsExactly(
                        "PROBLEM connections-short [login \"reader@%\"] source.connections is 200, and 3 are"
                                + " left: max_user_connections of the login allows 3, others use 0 -> lower"
                                + " source.connections, or ALTER USER `reader`@`%` WITH MAX_USER_CONNECTIONS 203 #3",
                        "PROBLEM connections-short [server] source.connections is 200, and 151 are left:"
                                + " max_connections allows 151, others use 0 -> lower source.connections, or raise"
                                + " max_connections #151");
    }

    /** What ends a statement, as a session sets it: the servers of the tests are shared. */
    protected abstract String statementLimit();

    protected abstract String statementLimitName();

    @Test
    void limitsOfTime() {
        database.run("CREATE TABLE t (id int PRIMARY KEY)");
        SourceSettings plain = Inspections.as(database, login, 2);
        String limits = "sessionVariables=wait_timeout=20,net_write_timeout=10," + statementLimit();
        SourceSettings limited = new SourceSettings(
                plain.product(),
                plain.url() + (plain.url().contains("?") ? "&" : "?") + limits,
                plain.username(),
                plain.password(),
                2,
                false);
        assertThat(Inspections.texts(Inspections.of(database, limited, Duration.ofMinutes(5), plain("t"))))
                .containsExactly(
                        "WARNING timeout-short [server] the server ends a statement after 30 seconds ("
                                + statementLimitName() + "), which may take 10 minutes -> SET GLOBAL "
                                + statementLimitName() + " = 0",
                        "WARNING timeout-short [server] the server ends a session that waits for its target after 20"
                                + " seconds (wait_timeout), which may take 1 minute -> SET GLOBAL wait_timeout = 60",
                        "WARNING timeout-short [server] the server ends a session that takes rows slowly after 10"
                                + " seconds (net_write_timeout), which may take 1 minute -> SET GLOBAL"
                                + " net_write_timeout = 60",
                        unseen());
    }

    @Test
    void remediesMend() {
        database.run(
                "CREATE TABLE firms (code varchar(20) COLLATE utf8mb4_general_ci PRIMARY KEY)",
                "CREATE TABLE bills (id int PRIMARY KEY, firm varchar(20) COLLATE utf8mb4_general_ci)",
                "INSERT INTO firms VALUES ('acme'), ('Bolt')",
                "INSERT INTO bills VALUES (1, 'acme'), (2, 'ACME'), (3, 'bolt')");
        Inspected firm = Inspections.keyed(Aggregates.from("firms")
                .embed("bills", Aggregates.from("bills"), Map.of("code", "firm"))
                .entity());
        Inspected bill = Inspections.keyed(Aggregates.of("bills"), "firm");
        for (Finding finding : Inspections.of(database, login, 2, firm, bill).findings()) {
            if (finding.severity() != Finding.Severity.NOTE) {
                database.run(String.valueOf(finding.remedy()).replaceFirst("^join .*, or UPDATE", "UPDATE"));
            }
        }
        assertThat(found(firm, bill)).isEmpty();
        assertThat(database.query("SELECT firm FROM bills ORDER BY id")).containsExactly("acme", "acme", "Bolt");
    }
}
