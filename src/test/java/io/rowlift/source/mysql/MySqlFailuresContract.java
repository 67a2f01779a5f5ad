package io.rowlift.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.schema.Table;
import io.rowlift.source.Aggregates;
import io.rowlift.source.FailuresContract;
import io.rowlift.source.Source;
import org.junit.jupiter.api.Test;

abstract class MySqlFailuresContract extends FailuresContract {

    /** MySQL or MariaDB. */
    abstract String product();

    @Override
    protected String refused(String server) {
        return "cannot connect to " + product() + " at " + server
                + " (SQLSTATE 08S01, error 0); check that the server runs, accepts connections "
                + "from here and, for hosts other than this one, speaks TLS with a certificate for its name";
    }

    @Override
    protected String wrongLogin(String server, String login) {
        return product() + " at " + server + " does not let login \"" + login
                + "\" in (error 1045); check user name and password, and from which hosts the login may connect";
    }

    @Override
    protected String wrongDatabase(String server) {
        return product() + " at " + server + " has no database \"nosuch\"; check the URL";
    }

    @Override
    protected String countSessions() {
        return "SELECT count(*) FROM information_schema.PROCESSLIST WHERE DB = '" + database.name()
                + "' AND ID <> CONNECTION_ID()";
    }

    @Override
    protected String failing() {
        return "9223372036854775807 + (id = 307)";
    }

    @Override
    protected String reason() {
        return "a value is out of range or too long (SQLSTATE 22001)";
    }

    @Override
    protected String schema() {
        return database.name();
    }

    @Override
    protected String writing() {
        database.run(
                "DROP FUNCTION IF EXISTS wipe",
                "CREATE FUNCTION wipe() RETURNS int DETERMINISTIC MODIFIES SQL DATA BEGIN DELETE FROM t; RETURN 1; END");
        return "wipe()";
    }

    @Test
    void aTableThatTheLoginCannotReadWholeIsAnError() {
        String login = "half_" + database.name().replaceAll("\\D", "");
        database.run(
                "CREATE USER '" + login + "'@'%' IDENTIFIED BY 'secret'",
                "CREATE TABLE columns_only (id int PRIMARY KEY, seen int, hidden int)",
                "GRANT SELECT (id, seen) ON columns_only TO '" + login + "'@'%'");
        SourceSettings all = database.settings(1);
        SourceSettings half = new SourceSettings(all.product(), all.url(), login, new Secret("secret"), 1, false);
        try (Source source = database.open(half, new RunSignal())) {
            assertThat(source.tables()).extracting(t -> t.name().name()).containsExactly("columns_only");
            assertThatThrownBy(() -> source.reader(Aggregates.of("columns_only")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageMatching(
                            "m.yaml:1: entity \"E\": the login cannot read all of table \"" + database.name()
                                    + ".columns_only\": SELECT command denied to user .* for .*; use a login that may read every row and "
                                    + "column of it");
        }
    }

    @Test
    void tellsCollationsThatFoldTexts() {
        database.run("CREATE TABLE folds (id int PRIMARY KEY, folded varchar(20) COLLATE utf8mb4_unicode_ci,"
                + " exact varchar(20) COLLATE utf8mb4_bin)");
        try (Source source = database.open()) {
            Table folds = source.tables().stream()
                    .filter(t -> t.name().name().equals("folds"))
                    .findFirst()
                    .orElseThrow();
            assertThat(folds.columns())
                    .extracting(column -> column.name() + " " + column.folding())
                    .containsExactly("id null", "folded utf8mb4_unicode_ci", "exact null");
        }
    }

    @Test
    void aPrefixIsAKeyButNotAnOrder() {
        database.run(
                "CREATE TABLE prefixed (k varchar(200) NOT NULL, v int, UNIQUE KEY p (k(2)))",
                "INSERT INTO prefixed VALUES ('bx', 1), ('a', 2), ('az', 3)");
        try (Source source = database.open()) {
            Table table = source.reader(Aggregates.of("prefixed")).reading().root();
            assertThat(table.keys().get(0).guaranteed()).isTrue();
            assertThat(source.reader(Aggregates.of("prefixed")).split(1)).hasSize(1);
        }
    }

    @Test
    void aComputedColumnCannotTurnTheRowsIntoOne() {
        try (Source source = database.open()) {
            assertThatThrownBy(() -> source.reader(
                            Aggregates.from("t").column("c", "count(*)").entity()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("m.yaml:1: entity \"E\": the statement that reads it does not compile: ");
        }
    }
}
