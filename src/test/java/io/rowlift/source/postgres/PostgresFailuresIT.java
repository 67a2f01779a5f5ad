package io.rowlift.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.mapping.Aggregate;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.schema.Table;
import io.rowlift.servers.Servers;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.FailuresContract;
import io.rowlift.source.Reads;
import io.rowlift.source.Source;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PostgresFailuresIT extends FailuresContract {

    @Override
    protected Database create() {
        return Database.on(Servers.postgres(), Product.POSTGRESQL);
    }

    @Override
    protected String refused(String server) {
        return "cannot connect to PostgreSQL at " + server
                + " (SQLSTATE 08001); check that the server runs, accepts connections "
                + "from here and, for hosts other than this one, speaks TLS with a certificate for its name";
    }

    @Override
    protected String wrongLogin(String server, String login) {
        return "PostgreSQL at " + server + " does not let login \"" + login + "\" into database \"" + database.name()
                + "\" (SQLSTATE 28P01); check user name and password, and the server's pg_hba.conf";
    }

    @Override
    protected String wrongDatabase(String server) {
        return "PostgreSQL at " + server + " has no database \"nosuch\"; check the URL";
    }

    @Override
    protected String countSessions() {
        return "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database.name()
                + "' AND pid <> pg_backend_pid()";
    }

    @Override
    protected String failing() {
        return "1 / (id - 307)";
    }

    @Override
    protected String reason() {
        return "division by zero (SQLSTATE 22012)";
    }

    @Override
    protected String schema() {
        return "public";
    }

    @Override
    protected String writing() {
        database.run("CREATE OR REPLACE FUNCTION wipe() RETURNS int LANGUAGE sql AS 'DELETE FROM t; SELECT 1'");
        return "wipe()";
    }

    private Source as(String login) {
        SourceSettings all = database.settings(1);
        return database.open(
                new SourceSettings(all.product(), all.url(), login, new Secret("secret"), 1, false), new RunSignal());
    }

    private void problem(Source source, Aggregate aggregate, String message) {
        assertThatThrownBy(() -> source.reader(aggregate))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void aTableThatTheLoginCannotReadWholeIsAnError() {
        String login = "half_" + database.name();
        database.run(
                "CREATE ROLE " + login + " LOGIN PASSWORD 'secret'",
                "CREATE TABLE columns (id int PRIMARY KEY, open text, hidden text)",
                "GRANT SELECT (id, open) ON columns TO " + login,
                "CREATE TABLE rows (id int PRIMARY KEY)",
                "ALTER TABLE rows ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY few ON rows USING (id < 10)",
                "GRANT SELECT ON rows TO " + login,
                "CREATE VIEW over_rows WITH (security_invoker = true) AS SELECT * FROM rows",
                "GRANT SELECT ON over_rows TO " + login,
                "CREATE SCHEMA closed",
                "CREATE TABLE closed.c (id int PRIMARY KEY)");
        try (Source source = as(login)) {
            problem(
                    source,
                    Aggregates.of("columns"),
                    "m.yaml:1: entity \"E\": the login may not read column \"hidden\" of table \"public.columns\"; "
                            + "GRANT SELECT on the table to it");
            problem(
                    source,
                    Aggregates.of("rows"),
                    "m.yaml:1: entity \"E\": row-level security hides rows of table \"public.rows\" from the login; "
                            + "use a login with BYPASSRLS or the table's owner");
            problem(
                    source,
                    Aggregates.of("closed.c"),
                    "m.yaml:1: entity \"E\": the login may not use schema \"closed\"; GRANT USAGE ON SCHEMA it needs\n"
                            + "m.yaml:1: entity \"E\": the login may not read column \"id\" of table \"closed.c\"; GRANT SELECT on the table to it");
            assertThatThrownBy(() ->
                            source.reader(Aggregates.from("over_rows").key("id").entity()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(
                            "m.yaml:1: entity \"E\": the login cannot read all of table \"public.over_rows\": query would be "
                                    + "affected by row-level security policy for table \"rows\"; use a login that may read every row and "
                                    + "column of it");
            assertThat(source.tables())
                    .extracting(t -> t.name().toString())
                    .contains("public.columns")
                    .doesNotContain("closed.c");
            assertThat(source.unread())
                    .extracting(unread -> unread.name() + ": " + unread.reason())
                    .contains(
                            "public.columns: the login may not read column \"hidden\" of table \"public.columns\"; GRANT"
                                    + " SELECT on the table to it",
                            "public.rows: row-level security hides rows of table \"public.rows\" from the login; use a"
                                    + " login with BYPASSRLS or the table's owner",
                            "closed.c: the login may not use schema \"closed\"; GRANT USAGE ON SCHEMA it needs; the login"
                                    + " may not read column \"id\" of table \"closed.c\"; GRANT SELECT on the table to it");
        }
    }

    @Test
    void knowsTheWeaknessOfEachKey() {
        database.run(
                "CREATE SCHEMA weak",
                "SET search_path = weak",
                "CREATE TABLE weak.parent (id int PRIMARY KEY)",
                "CREATE TABLE weak.heir () INHERITS (weak.parent)",
                "CREATE TABLE weak.keys (a int NOT NULL, b int, c text NOT NULL, g int GENERATED ALWAYS AS (a + 1) STORED, "
                        + "i int GENERATED ALWAYS AS IDENTITY, CONSTRAINT later UNIQUE (a) DEFERRABLE)",
                "CREATE UNIQUE INDEX k1_partial ON weak.keys (a) WHERE b > 0",
                "CREATE UNIQUE INDEX k2_expression ON weak.keys (lower(c))",
                "CREATE UNIQUE INDEX k3_nullable ON weak.keys (b) NULLS NOT DISTINCT",
                "CREATE UNIQUE INDEX k4_other ON weak.keys (c COLLATE \"C\", a)",
                "CREATE UNIQUE INDEX k5_include ON weak.keys (c) INCLUDE (b)",
                "CREATE TABLE weak.parts (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE weak.part1 PARTITION OF weak.parts DEFAULT",
                "CREATE MATERIALIZED VIEW weak.empty AS SELECT 1 AS id WITH NO DATA");
        try (Source source = database.open()) {
            Map<String, Table> tables = source.tables().stream()
                    .filter(t -> t.name().schema().equals("weak"))
                    .collect(Collectors.toMap(t -> t.name().name(), t -> t));
            assertThat(tables.keySet()).containsExactlyInAnyOrder("parent", "heir", "keys", "parts", "empty");
            assertThat(tables.get("parts").kind()).isEqualTo(Table.Kind.PARTITIONED_TABLE);
            assertThat(source.unread())
                    .extracting(unread -> unread.name() + ": " + unread.reason())
                    .contains(
                            "weak.empty: materialised view \"weak.empty\" holds no data; run REFRESH MATERIALIZED VIEW",
                            "weak.part1: a partition, read with the table that it is a part of");
            assertThat(tables.get("parent").keys().get(0).weakness())
                    .isEqualTo("it does not span the tables that inherit from this one");
            assertThat(tables.get("keys").keys())
                    .extracting(k -> k.name() + " " + k.columns() + " " + k.weakness())
                    .containsExactly(
                            "k1_partial [a] the index is partial",
                            "k2_expression [] the index holds expressions",
                            "k3_nullable [b] column \"b\" can be NULL",
                            "k4_other [c, a] the index compares in another way than the column",
                            "k5_include [c] null",
                            "later [a] null");
            assertThat(tables.get("keys").columns()).extracting(c -> c.name()).containsExactly("a", "b", "c", "g", "i");
            problem(
                    source,
                    Aggregates.of("empty"),
                    "m.yaml:1: entity \"E\": materialised view \"weak.empty\" holds no data; run REFRESH MATERIALIZED VIEW");
            problem(
                    source,
                    Aggregates.of("parent"),
                    "m.yaml:1: entity \"E\": nothing identifies a row of \"weak.parent\" (\"parent_pkey\": it does not span the "
                            + "tables that inherit from this one); name the columns that do with key: [...]");
        }
    }

    @Test
    void tellsCollationsThatFoldTexts() {
        database.run(
                "CREATE COLLATION nobody_minds (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TABLE folds (id int PRIMARY KEY, exact text, byte_wise text COLLATE \"C\","
                        + " folded text COLLATE nobody_minds)");
        try (Source source = database.open()) {
            Table folds = source.tables().stream()
                    .filter(t -> t.name().name().equals("folds"))
                    .findFirst()
                    .orElseThrow();
            assertThat(folds.columns())
                    .extracting(column -> column.name() + " " + column.folding())
                    .containsExactly("id null", "exact null", "byte_wise null", "folded nobody_minds");
        }
    }

    @Test
    void aNotNullThatWasNeverValidatedPromisesNothing() {
        database.run(
                "CREATE TABLE maybe (id int UNIQUE)",
                "INSERT INTO maybe VALUES (NULL)",
                "ALTER TABLE maybe ADD CONSTRAINT nn NOT NULL id NOT VALID");
        try (Source source = database.open()) {
            Table maybe = source.tables().stream()
                    .filter(t -> t.name().name().equals("maybe"))
                    .findFirst()
                    .orElseThrow();
            assertThat(maybe.keys().get(0).weakness()).isEqualTo("column \"id\" can be NULL");
        }
    }

    @Test
    void aNameInSeveralSchemasNeedsOne() {
        database.run("CREATE SCHEMA other", "CREATE TABLE other.t (id int PRIMARY KEY)");
        try (Source source = database.open()) {
            problem(
                    source,
                    Aggregates.of("t"),
                    "m.yaml:1: entity \"E\": table \"t\" exists in several schemas; write one of \"other.t\", \"public.t\"");
            assertThat(source.reader(Aggregates.of("other.t")).reading().root().name())
                    .hasToString("other.t");
        } finally {
            database.run("DROP SCHEMA other CASCADE");
        }
    }

    @Test
    void fragmentsThatDoNotCompileAreReportedWithTheServersWords() {
        try (Source source = database.open()) {
            problem(
                    source,
                    Aggregates.from("t")
                            .column("a", "idd + 1")
                            .column("b", "generate_series(1, id)")
                            .column("c", "count(*)")
                            .where("id")
                            .when("nosuch(id)")
                            .entity(),
                    """
                    m.yaml:2: entity "E", column "a" does not compile: column "idd" does not exist
                    m.yaml:3: entity "E", column "b" does not compile: set-returning functions are not allowed in CASE
                    m.yaml:6: entity "E", when does not compile: function nosuch(integer) does not exist
                    m.yaml:5: entity "E", where does not compile: argument of IS TRUE must be type boolean, not type integer""");
            problem(
                    source,
                    Aggregates.from("t").column("c", "count(*)").entity(),
                    "m.yaml:1: entity \"E\": the statement that reads it does not compile: column \"t.id\" must appear in the "
                            + "GROUP BY clause or be used in an aggregate function");
        }
    }

    @Test
    void questionMarksAreOperators() {
        database.run("CREATE TABLE docs (id int PRIMARY KEY, d jsonb)", "INSERT INTO docs VALUES (1, '{\"a\": 1}')");
        try (Source source = database.open()) {
            var reader = source.reader(Aggregates.from("docs")
                    .column("has", "d ? 'a' and '?' = '?'")
                    .entity());
            assertThat(Reads.column(reader, Reads.all(reader, 10), "has")).isEqualTo(List.of(true));
        }
    }
}
