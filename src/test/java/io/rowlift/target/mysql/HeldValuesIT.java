package io.rowlift.target.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.Family;
import io.rowlift.schema.Type;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.target.jdbc.Copies;
import io.rowlift.target.jdbc.RowBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is taken to be held is held: values as literals, and made-up schemas, on a real MySQL. */
class HeldValuesIT {

    private static Database database;

    @BeforeAll
    static void create() {
        database = Database.on(Servers.mysql(), Product.MYSQL);
        database.run("DROP DATABASE IF EXISTS shop");
    }

    @AfterAll
    static void drop() {
        database.run("DROP DATABASE IF EXISTS shop");
    }

    static Stream<Arguments> values() {
        Type text = new Type.Text(0);
        return Stream.of(
                Arguments.of("bigint unsigned", text, new BigInteger("18446744073709551615"), "18446744073709551615"),
                Arguments.of("decimal(65,30)", text, new BigDecimal("1E-30"), "0.000000000000000000000000000001"),
                Arguments.of("float", text, Float.MAX_VALUE, "3.4028234663852886e38"),
                Arguments.of("float", text, 0.1f, "0.10000000149011612"),
                Arguments.of("double", text, Double.MIN_VALUE, "5e-324"),
                Arguments.of("double", text, -0.0, "-0"),
                Arguments.of("decimal(5,2)", text, -0.0, "0.00"),
                Arguments.of(
                        "varchar(40)", text, "it's \\ \"ä€😀\" \r\n\t\0\u001a%_", "it's \\ \"ä€😀\" \r\n\t\0\u001a%_"),
                Arguments.of("longtext", text, "", ""),
                Arguments.of("varchar(3) COLLATE utf8mb4_0900_bin", text, "a  ", "a  "),
                Arguments.of("bit(3)", text, "101", "5"),
                Arguments.of("bit(64)", text, new BigInteger("18446744073709551615"), "18446744073709551615"),
                Arguments.of("tinyint(1)", text, true, "1"),
                Arguments.of("set('a','b')", new Type.Array(text), List.of("b", "a"), "a,b"),
                Arguments.of("enum('a','A','it''s') COLLATE utf8mb4_0900_bin", text, "A", "A"),
                Arguments.of("date", new Type.Date(), "0000-00-00", "0000-00-00"),
                Arguments.of(
                        "datetime(6)",
                        new Type.Timestamp(6, true),
                        "9999-12-31T23:59:59.999999Z",
                        "9999-12-31 23:59:59.999999"),
                Arguments.of("time(6)", new Type.Time(6, false), "-838:59:59.000000", "-838:59:59.000000"),
                Arguments.of("year", text, 0L, "0000"),
                Arguments.of(
                        "json",
                        new Type.Json(),
                        "{\"b\": 1.5, \"a\": \"\\u00e4\\\\\"}",
                        "{\"a\": \"ä\\\\\", \"b\": 1.5}"),
                Arguments.of("json", new Type.Json(), "18446744073709551615", "18446744073709551615"),
                Arguments.of(
                        "json",
                        new Type.Array(text),
                        Arrays.asList("a\"\\\n", null, List.of("b")),
                        "[\"a\\\"\\\\\\n\", null, [\"b\"]]"),
                Arguments.of(
                        "json",
                        new Type.Array(text),
                        List.of(1L, new BigDecimal("2.50"), 0.1d, true),
                        "[1, 2.5, 0.1, true]"));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource
    void values(String type, Type held, Object value, String expected) throws Exception {
        TargetTable table = Copies.table(database.name(), "held", List.of(), Copies.col("c", held, type));
        database.run("DROP TABLE IF EXISTS held", "CREATE TABLE held (c " + type + ")");
        InsertLoader loader = new InsertLoader(table, new MySqlTranslation().check(table), 1 << 20);
        RowBuffer buffer = new RowBuffer();

        assertThat(loader.encode(Copies.row(value), buffer)).isNull();
        buffer.endRow();
        try (Connection connection = database.connect()) {
            try (java.sql.Statement mode = connection.createStatement()) {
                mode.execute("SET SESSION sql_mode = 'STRICT_ALL_TABLES'");
            }
            assertThat(loader.send(connection, buffer, 0, 1)).isEqualTo(1);
        }

        String number = type.startsWith("bit") ? "c + 0" : type.startsWith("float") ? "c + 0e0" : "c";
        assertThat(database.query("SELECT CAST(" + number + " AS CHAR) FROM held"))
                .containsExactly(expected);
    }

    @Test
    void whatIsDesignedForPostgresIsTaken() {
        TargetSchema schema = new PlanetScale(new PlanetScale.Settings(true, false))
                .translate(Sample.plan(
                        Family.POSTGRESQL,
                        List.of(),
                        Sample.table("users")
                                .identity("id", "bigint", Sample.LONG)
                                .column("email", "text!", Sample.TEXT)
                                .column("token", "uuid!", new Type.Uuid(), "gen_random_uuid()")
                                .column("tags", "text[]", new Type.Array(Sample.TEXT), "'{}'::text[]")
                                .column("extra", "jsonb", Sample.JSON, "'{\"a\": \"it''s\"}'::jsonb")
                                .column("raw", "bytea", new Type.Bytes(), "'\\x00ff'::bytea")
                                .column("note", "text", Sample.TEXT, "'none'::text")
                                .column("active", "boolean!", new Type.Bool(), "true")
                                .column("age", "integer", Sample.INT)
                                .labelled("kind", "kind", "'a'::kind", "a", "A", "it's")
                                .column("made", "timestamp with time zone!", Sample.MOMENT, "now()")
                                .generated("shout", "text", new Type.Text(900), "(upper(email) || '!'::text)")
                                .primary("id")
                                .unique("users_email", "email")
                                .partial("users_active", true, "active", "email")
                                .partial("users_lower", true, "(age > 3)", "lower(email)")
                                .index("users_note", "btree", "note", "age")
                                .index("users_down", "btree", "made DESC")
                                .check("grown", "((age > 17) OR (age IS NULL))")
                                .check("at", "(email ~~ '%@%'::text)")
                                .check("form", "(email ~ '^[^@]+@[a-z.]+$'::text)")
                                .comment("people's"),
                        Sample.table("visits")
                                .column("user", "bigint", Sample.LONG)
                                .column("at", "date", new Type.Date(), "CURRENT_DATE")
                                .references("visits_user", "user", "users", "id", Action.SET_NULL, Action.CASCADE),
                        Sample.table("events")
                                .column("at", "timestamp with time zone!", Sample.MOMENT)
                                .identity("id", "integer", Sample.INT)
                                .primary("at", "id")
                                .partitioned(
                                        "range",
                                        "at",
                                        "FOR VALUES FROM (MINVALUE) TO ('2022-02-01 00:00:00+00')",
                                        "DEFAULT"),
                        Sample.table("lots")
                                .column("id", "integer!", Sample.INT)
                                .primary("id")
                                .partitioned("hash", "id", "…", "…")));

        database.run("CREATE DATABASE IF NOT EXISTS shop");
        schema.statements().forEach(HeldValuesIT::make);
        database.run(
                "INSERT INTO shop.users (email) VALUES ('a@b.c')",
                "INSERT INTO shop.users (email, active) VALUES ('A@b.c', 0)",
                "INSERT INTO shop.visits (user) VALUES (1)",
                "INSERT INTO shop.events (at) VALUES ('2022-01-01')");

        assertThat(
                        database.query(
                                "SELECT CONCAT_WS('|', id, tags, extra, HEX(raw), note, active, kind, shout, LENGTH(token),"
                                        + " ABS(TIMESTAMPDIFF(MINUTE, made, UTC_TIMESTAMP())) < 5) FROM shop.users ORDER BY id"))
                .containsExactly(
                        "1|[]|{\"a\": \"it's\"}|00FF|none|1|a|A@B.C!|36|1",
                        "2|[]|{\"a\": \"it's\"}|00FF|none|0|a|A@B.C!|36|1");
        assertThat(schema.statements(Phase.TABLES)).hasSize(4);
        assertThat(schema.findings())
                .extracting(f -> f.code())
                .containsExactly(
                        "text-in-key", "index-shortened", "counter-index", "foreign-key-index", "lint-no-unique-key");
    }

    private static void make(Statement statement) {
        boolean there =
                statement.made() != null && database.query(statement.made()).equals(List.of("1"));
        assertThat(there).as(statement.object()).isFalse();
        database.run(statement.sql());
        if (statement.made() != null) {
            assertThat(database.query(statement.made())).as(statement.made()).containsExactly("1");
        }
    }
}
