package io.rowlift.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.NotFinite;
import io.rowlift.schema.Type;
import io.rowlift.schema.Unreadable;
import io.rowlift.target.jdbc.Copies;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What PostgreSQL's types hold and what they do not, up to their ends. */
class RowObstaclesTest {

    static final Type TEXT = new Type.Text(0);
    static final Type LONG = new Type.Int(64, false);
    static final Type NUMERIC = Type.Numeric.UNCONSTRAINED;
    static final Type DATE = new Type.Date();
    static final Type MOMENT = new Type.Timestamp(6, false);
    static final Type TIME = new Type.Time(0, false);
    static final Type JSON = new Type.Json();
    static final Type BYTES = new Type.Bytes();
    static final Type DOUBLE = new Type.Real(64);

    private static @Nullable String obstacle(String type, Type held, @Nullable Object value) {
        TargetTable table = Copies.table("public", "t", List.of(), Copies.col("c", held, type));
        return new PostgresTranslation().check(table).obstacle(Copies.row(value));
    }

    static Stream<Arguments> held() {
        return Stream.of(
                Arguments.of("smallint", LONG, -32768L),
                Arguments.of("integer", LONG, 2147483647L),
                Arguments.of("bigint", new Type.Int(64, true), Long.MAX_VALUE),
                Arguments.of("integer", NUMERIC, new BigDecimal("5.00")),
                Arguments.of("numeric(20,0)", new Type.Int(64, true), new BigInteger("18446744073709551615")),
                Arguments.of("numeric(5,2)", NUMERIC, new BigDecimal("-999.99")),
                Arguments.of("numeric(5,2)", NUMERIC, new BigDecimal("1.5000")),
                Arguments.of("numeric(5,2)", NUMERIC, BigDecimal.ZERO.setScale(9)),
                Arguments.of("numeric(5,2)", NUMERIC, NotFinite.NAN),
                Arguments.of("numeric", NUMERIC, NotFinite.INFINITY),
                Arguments.of("numeric(3,1)", DOUBLE, 99.9),
                Arguments.of("real", DOUBLE, 0.5),
                Arguments.of("real", DOUBLE, Double.NaN),
                Arguments.of("double precision", NUMERIC, new BigDecimal("0.1")),
                Arguments.of("boolean", LONG, 1L),
                Arguments.of("bit(3)", LONG, 7L),
                Arguments.of("varchar(3)", TEXT, "ä€😀"),
                Arguments.of("text", TEXT, ""),
                Arguments.of("bytea", BYTES, new byte[] {0}),
                Arguments.of("uuid", BYTES, new byte[16]),
                Arguments.of("jsonb", JSON, "{\"a\":\"\\\\u0000 \\ud83d\\ude00\"}"),
                Arguments.of("json", JSON, "\"\\u0000\""),
                Arguments.of("date", DATE, "2024-02-29"),
                Arguments.of("date", DATE, "-00044-03-15"),
                Arguments.of("date", DATE, NotFinite.INFINITY),
                Arguments.of("timestamp(6) without time zone", MOMENT, "1000-01-01T00:00:00.000000"),
                Arguments.of("timestamp(3) without time zone", MOMENT, "1000-01-01T00:00:00.123000"),
                Arguments.of("time", TIME, "24:00:00"),
                Arguments.of("interval(0)", TIME, "-838:59:59"),
                Arguments.of("text[]", new Type.Array(TEXT), Arrays.asList("a", null)),
                Arguments.of("integer[]", new Type.Array(LONG), new Unreadable("it begins at 0", "[0:0]={1}")));
    }

    @ParameterizedTest
    @MethodSource("held")
    void theseAreHeld(String type, Type held, Object value) {
        assertThat(obstacle(type, held, value)).isNull();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("smallint", LONG, 32768L, "it is outside the range of smallint"),
                Arguments.of("integer", LONG, -2147483649L, "it is outside the range of integer"),
                Arguments.of(
                        "bigint",
                        new Type.Int(64, true),
                        new BigInteger("9223372036854775808"),
                        "it is outside the range of bigint"),
                Arguments.of(
                        "integer",
                        NUMERIC,
                        new BigDecimal("5.01"),
                        "it has digits after the point, which integer does not hold"),
                Arguments.of("integer", NUMERIC, NotFinite.NAN, "integer does not hold \"NaN\""),
                Arguments.of(
                        "numeric(5,2)",
                        NUMERIC,
                        new BigDecimal("1.234"),
                        "it has more than 2 digits after the point, which numeric(5,2) does not hold"),
                Arguments.of(
                        "numeric(5,2)", NUMERIC, new BigDecimal("1000"), "it is outside the range of numeric(5,2)"),
                Arguments.of("numeric(5,2)", NUMERIC, NotFinite.INFINITY, "numeric(5,2) does not hold \"infinity\""),
                Arguments.of("real", DOUBLE, 0.1, "it has more digits than real keeps"),
                Arguments.of(
                        "double precision",
                        NUMERIC,
                        new BigDecimal("0.12345678901234567890"),
                        "it has more digits than binary floating point keeps"),
                Arguments.of("boolean", LONG, 2L, "it is neither 0 nor 1, which boolean holds only"),
                Arguments.of("bit(3)", LONG, 8L, "it has more bits than bit(3) holds"),
                Arguments.of("varchar(3)", TEXT, "abc ", "it has 4 characters, varchar(3) holds 3"),
                Arguments.of("text", TEXT, "a\0b", "it has a NUL byte, which PostgreSQL's texts do not hold"),
                Arguments.of(
                        "text[]",
                        new Type.Array(TEXT),
                        List.of("a", "\0"),
                        "it has a NUL byte, which PostgreSQL's texts do not hold"),
                Arguments.of("uuid", BYTES, new byte[15], "it has 15 bytes, uuid has 16"),
                Arguments.of(
                        "jsonb",
                        JSON,
                        "{\"a\":{\"a\":[1,\"a\",\"a\"],\"b\":\"a\"},\"\\u0061\":2}",
                        "an object in it has a key twice, of which jsonb keeps the last"),
                Arguments.of(
                        "jsonb",
                        JSON,
                        "[{\"a\\\"\":1,\"b\":[{}],\"a\\\"\":1}]",
                        "an object in it has a key twice, of which jsonb keeps the last"),
                Arguments.of("jsonb", JSON, "[\"\\u0000\"]", "it has the character \\u0000, which jsonb does not hold"),
                Arguments.of(
                        "jsonb", JSON, "\"\\ud83d\"", "it has half of a character (\\u), which jsonb does not hold"),
                Arguments.of(
                        "jsonb",
                        JSON,
                        "\"\\\\\\ude00\"",
                        "it has half of a character (\\u), which jsonb does not hold"),
                Arguments.of(
                        "timestamp(3) with time zone",
                        new Type.Timestamp(6, true),
                        "2024-02-29T12:00:00.000100Z",
                        "it has more than 3 digits of a second, which timestamp(3) with time zone does not hold"),
                Arguments.of(
                        "time(0)",
                        new Type.Time(1, true),
                        "12:00:00.5+05:30",
                        "it has more than 0 digits of a second, which time(0) does not hold"),
                Arguments.of(
                        "interval(0)",
                        new Type.Time(6, false),
                        "-838:59:59.000001",
                        "it has more than 0 digits of a second, which interval(0) does not hold"),
                Arguments.of("date", DATE, "0000-00-00", "it is a zero date, which PostgreSQL does not have"),
                Arguments.of(
                        "date",
                        DATE,
                        "2024-00-15",
                        "it is a date with a month or day 0, which PostgreSQL does not have"),
                Arguments.of("date", DATE, "0000-01-01", "it is in year 0, which PostgreSQL does not have"),
                Arguments.of("date", DATE, "2023-02-29", "it is a day that the calendar does not have"),
                Arguments.of(
                        "timestamp",
                        MOMENT,
                        "0000-00-00T00:00:00",
                        "it is a zero date, which PostgreSQL does not have"),
                Arguments.of("time", TIME, "24:00:01", "it is no time of a day, which time holds only"),
                Arguments.of("time", TIME, "-01:00:00", "it is no time of a day, which time holds only"),
                Arguments.of("time", TIME, "100:00:00", "it is no time of a day, which time holds only"),
                Arguments.of("integer", LONG, new Unreadable("it is strange", "x"), "it is strange"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theseAreRefusedWithTheirReason(String type, Type held, Object value, String reason) {
        assertThat(obstacle(type, held, value)).isEqualTo("column \"c\": " + reason);
    }

    @Test
    void aMissingValueIsRefusedWhereTheColumnIsNotNull() {
        TargetTable table = Copies.table("public", "t", List.of("c"), Copies.col("c", LONG, "bigint"));

        assertThat(new PostgresTranslation().check(table).obstacle(Copies.row((Object) null)))
                .isEqualTo("column \"c\": it is NULL, and the target's column is NOT NULL");
        assertThat(obstacle("bigint", LONG, null)).isNull();
    }
}
