package io.rowlift.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.NotFinite;
import io.rowlift.schema.Type;
import io.rowlift.schema.Unreadable;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.target.jdbc.Copies;
import io.rowlift.target.jdbc.RowBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is taken to be held is held, as it is: values through COPY on a real PostgreSQL. */
class HeldValuesIT {

    private static Database database;

    @BeforeAll
    static void create() {
        database = Database.on(Servers.postgres(), Product.POSTGRESQL);
    }

    static Stream<Arguments> values() {
        Type text = new Type.Text(0);
        Type whole = new Type.Int(64, true);
        Type numeric = Type.Numeric.UNCONSTRAINED;
        Type texts = new Type.Array(text);
        Type bytes = new Type.Bytes();
        Type moment = new Type.Timestamp(6, false);
        String uuid = "00112233-4455-6677-8899-aabbccddeeff";
        return Stream.of(
                Arguments.of("bigint", whole, Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of("numeric(20,0)", whole, new BigInteger("18446744073709551615"), "18446744073709551615"),
                Arguments.of("numeric", numeric, new BigDecimal("1E-30"), "0.000000000000000000000000000001"),
                Arguments.of("numeric(5,2)", numeric, new BigDecimal("1.5000"), "1.50"),
                Arguments.of("numeric", numeric, NotFinite.NAN, "NaN"),
                Arguments.of("numeric", numeric, NotFinite.NEGATIVE_INFINITY, "-Infinity"),
                Arguments.of("real", new Type.Real(32), 0.1f, "0.1"),
                Arguments.of("real", new Type.Real(32), Float.NEGATIVE_INFINITY, "-Infinity"),
                Arguments.of("double precision", new Type.Real(64), Double.MIN_VALUE, "5e-324"),
                Arguments.of("double precision", new Type.Real(64), Double.NaN, "NaN"),
                Arguments.of("double precision", new Type.Real(64), -0.0, "-0"),
                Arguments.of("boolean", whole, 1L, "true"),
                Arguments.of("boolean", new Type.Bool(), false, "false"),
                Arguments.of("smallint", new Type.Bool(), true, "1"),
                Arguments.of("text", new Type.Bool(), true, "true"),
                Arguments.of("bit(5)", whole, 5L, "00101"),
                Arguments.of("bit(64)", whole, new BigInteger("18446744073709551615"), "1".repeat(64)),
                Arguments.of(
                        "text",
                        text,
                        "it's \\ \\N \\. \"ä€😀\" \r\n\t\b\f\u001a%_",
                        "it's \\ \\N \\. \"ä€😀\" \r\n\t\b\f\u001a%_"),
                Arguments.of("text", text, "\\N", "\\N"),
                Arguments.of("text", text, "\\.", "\\."),
                Arguments.of("text", text, "", ""),
                Arguments.of("varchar(3)", text, "a  ", "a  "),
                Arguments.of("bytea", bytes, new byte[] {0, 1, '\\', (byte) 0xff}, "\\x00015cff"),
                Arguments.of("bytea", bytes, new byte[0], "\\x"),
                Arguments.of("uuid", bytes, HexFormat.of().parseHex(uuid.replace("-", "")), uuid),
                Arguments.of("uuid", new Type.Uuid(), uuid, uuid),
                Arguments.of(
                        "jsonb",
                        new Type.Json(),
                        "{\"b\": 1.50, \"a\": \"\\u00e4\\\\\\n\"}",
                        "{\"a\": \"ä\\\\\\n\", \"b\": 1.50}"),
                Arguments.of(
                        "jsonb",
                        new Type.Json(),
                        "{\"a\": [{\"a\": \"a\"}, {\"a\": \"\\\"\"}], \"b\": \"a\"}",
                        "{\"a\": [{\"a\": \"a\"}, {\"a\": \"\\\"\"}], \"b\": \"a\"}"),
                Arguments.of("jsonb", new Type.Array(bytes), List.of(new byte[] {0, 1}), "[\"\\\\x0001\"]"),
                Arguments.of("json", new Type.Json(), "{\"b\" :1,\"b\":2}", "{\"b\" :1,\"b\":2}"),
                Arguments.of("date", new Type.Date(), "2024-02-29", "2024-02-29"),
                Arguments.of("date", new Type.Date(), "+12345-01-01", "12345-01-01"),
                Arguments.of("date", new Type.Date(), "+00000-12-31", "0001-12-31 BC"),
                Arguments.of("date", new Type.Date(), "-00043-03-15", "0044-03-15 BC"),
                Arguments.of("date", new Type.Date(), NotFinite.NEGATIVE_INFINITY, "-infinity"),
                Arguments.of("timestamp(6)", moment, "9999-12-31T23:59:59.999999", "9999-12-31 23:59:59.999999"),
                Arguments.of("timestamp", moment, "-00043-03-15T01:02:03.500000", "0044-03-15 01:02:03.5 BC"),
                Arguments.of("timestamptz", moment, "2024-01-01T12:00:00", "2024-01-01 12:00:00+00"),
                Arguments.of("timestamptz", moment, NotFinite.INFINITY, "infinity"),
                Arguments.of(
                        "timestamptz", new Type.Timestamp(0, true), "2024-01-01T12:00:00Z", "2024-01-01 12:00:00+00"),
                Arguments.of("interval(6)", new Type.Time(6, false), "-838:59:59.000001", "-838:59:59.000001"),
                Arguments.of("interval(0)", new Type.Time(0, false), "-00:00:01", "-00:00:01"),
                Arguments.of("time", new Type.Time(0, false), "24:00:00", "24:00:00"),
                Arguments.of("timetz", new Type.Time(0, true), "12:00:00+05:30", "12:00:00+05:30"),
                Arguments.of(
                        "text[]",
                        texts,
                        Arrays.asList("a\"\\,{}\n", null, "NULL", ""),
                        "{\"a\\\"\\\\,{}\n\",NULL,\"NULL\",\"\"}"),
                Arguments.of("text[]", texts, List.of(), "{}"),
                Arguments.of(
                        "bigint[]",
                        new Type.Array(new Type.Int(64, false)),
                        List.of(Arrays.asList(1L, null), List.of(3L, 4L)),
                        "{{1,NULL},{3,4}}"),
                Arguments.of(
                        "box[]",
                        new Type.Array(new Type.Textual("box")),
                        Arrays.asList("(1,1),(0,0)", null),
                        "{(1,1),(0,0);NULL}"),
                Arguments.of("bytea[]", new Type.Array(bytes), List.of(new byte[] {'\\'}), "{\"\\\\x5c\"}"),
                Arguments.of("date[]", new Type.Array(new Type.Date()), List.of("-00043-03-15"), "{\"0044-03-15 BC\"}"),
                Arguments.of("integer[]", texts, new Unreadable("it begins at 0", "[0:1]={1,2}"), "[0:1]={1,2}"),
                Arguments.of(
                        "jsonb", texts, Arrays.asList("a\"\n", null, List.of("b")), "[\"a\\\"\\n\", null, [\"b\"]]"),
                Arguments.of("text", texts, List.of("a", "b"), "a,b"),
                Arguments.of("inet", new Type.Textual("inet"), "10.0.0.0/8", "10.0.0.0/8"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void theValueIsTheSameInTheTarget(String type, Type held, Object value, String expected) throws Exception {
        TargetTable table = Copies.table("public", "held", List.of(), Copies.col("c", held, type));
        database.run("DROP TABLE IF EXISTS held", "CREATE TABLE held (c " + type + ")");
        CopyLoader loader = new CopyLoader(table, new PostgresTranslation().check(table));
        RowBuffer buffer = new RowBuffer();
        assertThat(loader.encode(Copies.row(value), buffer)).isNull();
        buffer.endRow();
        assertThat(loader.encode(Copies.row((Object) null), buffer)).isNull();
        buffer.endRow();
        try (Connection connection = database.connect()) {
            assertThat(loader.send(connection, buffer, 0, 2)).isEqualTo(2);
        }
        // as the server prints it to itself, in UTC
        List<String> found = database.query("SELECT CASE WHEN c IS NULL THEN '(NULL)' ELSE c::text END FROM"
                + " (SELECT set_config('TimeZone', 'UTC', false)) z, held");

        assertThat(found).containsExactly(expected, "(NULL)");
    }
}
