package io.rowlift.source.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.Problem;
import io.rowlift.schema.TableName;
import io.rowlift.servers.Servers;
import io.rowlift.source.Capture;
import io.rowlift.source.Capture.Watched;
import io.rowlift.source.Database;
import io.rowlift.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps a log from being heard whole, in the words that users read. */
class PreflightIT {

    private final Database database = Database.on(Servers.postgres(), Product.POSTGRESQL);

    private static Watched watched(String table, String... columns) {
        return new Watched(new TableName("public", table), Arrays.asList(columns));
    }

    private static Capture capture(Watched... tables) {
        return new Capture("rowlift_preflight", List.of(tables), Duration.ofHours(24));
    }

    private List<String> problems(Watched... tables) {
        return problems(database.settings(2), tables);
    }

    private List<String> problems(SourceSettings settings, Watched... tables) {
        try (Source source = database.open(settings, new RunSignal())) {
            return source.log(capture(tables)).check().stream()
                    .map(Problem::toString)
                    .toList();
        }
    }

    @Test
    void whatTheLogHasOfATable() {
        database.run(
                "CREATE TABLE fine (id int PRIMARY KEY, k int)",
                "CREATE TABLE \"Keyed\" (id int PRIMARY KEY, \"K\" int)",
                "CREATE TABLE indexed (id int PRIMARY KEY, k int NOT NULL, l int, UNIQUE (k, id) INCLUDE (l))",
                "CREATE TABLE late (id int PRIMARY KEY DEFERRABLE)",
                "CREATE TABLE included (id int, k int, PRIMARY KEY (id) INCLUDE (k))",
                "CREATE TABLE parts (id int, k int, PRIMARY KEY (id)) PARTITION BY RANGE (id)",
                "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (9)",
                "CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (9) TO (19)",
                "ALTER TABLE parts_1 REPLICA IDENTITY FULL",
                "CREATE UNLOGGED TABLE unlogged (id int PRIMARY KEY)",
                "CREATE VIEW seen AS SELECT 1 AS id",
                "CREATE TABLE made (id int PRIMARY KEY, v int GENERATED ALWAYS AS (id + 1) VIRTUAL)");
        String old = ": of a row that is changed the log does not have the old ";
        String why = ", by which is found what it was part of; ALTER TABLE ";
        assertThat(problems(
                        watched("fine", "id"),
                        watched("Keyed", "id", "K"),
                        watched("indexed", "k"),
                        watched("late", "id"),
                        watched("included", "id", "k"),
                        watched("parts", "id", "k"),
                        watched("unlogged", "id"),
                        watched("seen", "id"),
                        watched("made", "v"),
                        watched("missing", "id")))
                .containsExactly(
                        "table \"public.Keyed\"" + old + "\"K\"" + why + "\"Keyed\" REPLICA IDENTITY FULL",
                        "table \"public.indexed\"" + old + "\"k\"" + why
                                + "indexed REPLICA IDENTITY USING INDEX indexed_k_id_l_key",
                        "table \"public.late\"" + old + "\"id\"" + why + "late REPLICA IDENTITY FULL",
                        "table \"public.included\"" + old + "\"k\"" + why + "included REPLICA IDENTITY FULL",
                        "table \"public.parts\"" + old + "\"k\"" + why + "parts_2 REPLICA IDENTITY FULL",
                        "table \"public.unlogged\" is unlogged: the log has no changes of it; ALTER TABLE"
                                + " \"public\".\"unlogged\" SET LOGGED",
                        "\"public.seen\" is no table of its own, so that the log has no changes of it; have the mapping"
                                + " read the tables behind it",
                        "table \"public.made\": column \"v\" is generated, and PostgreSQL 18 does not write it to the"
                                + " log; have the mapping use the columns that it is generated from",
                        "table \"public.missing\" does not exist; correct the mapping");
    }

    @Test
    void whatTheLoginMay() {
        String login = "reader_" + database.name();
        database.run(
                "CREATE TABLE fine (id int PRIMARY KEY)",
                "CREATE ROLE " + login + " LOGIN PASSWORD 'secret'",
                "GRANT SELECT ON fine TO " + login);
        SourceSettings settings = database.settings(2);
        SourceSettings reader =
                new SourceSettings(settings.product(), settings.url(), login, new Secret("secret"), 2, false);
        assertThat(problems(reader, watched("fine", "id")))
                .containsExactly(
                        "login \"" + login + "\" may not read the server's log; ALTER ROLE " + login + " REPLICATION",
                        "login \"" + login
                                + "\" may not make publication \"rowlift_preflight\"; GRANT CREATE ON DATABASE "
                                + database.name() + " TO " + login,
                        "login \"" + login
                                + "\" may not publish tables that it does not own: fine; have their owner run"
                                + " CREATE PUBLICATION rowlift_preflight FOR TABLE \"public\".\"fine\" WITH"
                                + " (publish_generated_columns = stored)");
        database.run(
                "ALTER ROLE " + login + " REPLICATION",
                "GRANT CREATE ON DATABASE " + database.name() + " TO " + login,
                "ALTER TABLE fine OWNER TO " + login);
        assertThat(problems(reader, watched("fine", "id"))).isEmpty();
    }

    @Test
    void howLongTheServerKeepsItsLog() throws InterruptedException {
        database.run(
                "CREATE TABLE fine AS SELECT generate_series(1, 1000) AS id", "ALTER TABLE fine ADD PRIMARY KEY (id)");
        try {
            set("max_slot_wal_keep_size = '1MB'", "idle_replication_slot_timeout = '1h'");
            assertThat(problems(watched("fine", "id")))
                    .map(text ->
                            text.replaceAll("writes \\d+ MB", "writes N MB").replaceAll("'\\d+MB'", "'2N MB'"))
                    .containsExactly(
                            "the server keeps 1 MB of its log for a slot, and writes N MB in 24 h, as long as nobody may be"
                                    + " listening: max_slot_wal_keep_size; ALTER SYSTEM SET max_slot_wal_keep_size = '2N MB';"
                                    + " SELECT pg_reload_conf()",
                            "the server gives a slot up when nobody has read it for 1 h, and nobody may be listening for"
                                    + " 24 h: idle_replication_slot_timeout; ALTER SYSTEM SET idle_replication_slot_timeout"
                                    + " = 0; SELECT pg_reload_conf()");
        } finally {
            set("max_slot_wal_keep_size = DEFAULT", "idle_replication_slot_timeout = DEFAULT");
        }
        assertThat(problems(watched("fine", "id"))).isEmpty();
    }

    private void set(String... settings) throws InterruptedException {
        List<String> statements = new ArrayList<>();
        for (String setting : settings) {
            statements.add("ALTER SYSTEM SET " + setting);
        }
        statements.add("SELECT pg_reload_conf()");
        database.run(statements.toArray(String[]::new));
        Thread.sleep(500); // sessions read their settings anew when they are told
    }

    @Test
    void aPoolerIsNoServer() throws SQLException {
        database.run("CREATE TABLE fine (id int PRIMARY KEY)");
        try (Connection connection = database.connect()) {
            for (String host : List.of(
                    "ep-cool-1-pooler.eu-central-1.aws.neon.tech",
                    "aws-0-eu-central-1.pooler.supabase.com",
                    "shop.proxy-abc.eu-central-1.rds.amazonaws.com")) {
                assertThat(new Preflight(
                                        connection,
                                        capture(watched("fine", "id")),
                                        "jdbc:postgresql://" + host + "/shop")
                                .problems())
                        .map(Problem::toString)
                        .containsExactly(
                                "source.url names a pooler, through which no log can be read; name the server itself"
                                        + " in source.url");
            }
        }
    }
}
