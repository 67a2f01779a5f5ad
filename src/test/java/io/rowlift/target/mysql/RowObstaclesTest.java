package io.rowlift.target.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.NotFinite;
import io.rowlift.schema.Type;
import io.rowlift.schema.Unreadable;
import io.rowlift.target.RowCheck;
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

/** What MySQL's types hold and what they do not, up to their ends. */
class RowObstaclesTest {

    private static @Nullable String obstacle(String type, @Nullable Object value) {
        TargetTable table = Copies.table("shop", "t", List.of(), Copies.col("c", new Type.Text(0), type));
        RowCheck check = new MySqlTranslation().check(table);
        return check.obstacle(Copies.row(value));
    }

    static Stream<Arguments> held() {
        return Stream.of(
                Arguments.of("smallint", -32768L),
                Arguments.of("bigint", Long.MIN_VALUE),
                Arguments.of("bigint unsigned", new BigInteger("18446744073709551615")),
                Arguments.of("int", new BigDecimal("5.00")),
                Arguments.of("decimal(5,2)", new BigDecimal("-999.99")),
                Arguments.of("decimal(5,2)", new BigDecimal("1.5000")),
                Arguments.of("tinyint(1)", true),
                Arguments.of("float", Float.MAX_VALUE),
                Arguments.of("varchar(3)", "ä€😀"),
                Arguments.of("varchar(3)", "a\0b"),
                Arguments.of("tinytext", "€".repeat(85)),
                Arguments.of("char(36) CHARACTER SET ascii COLLATE ascii_bin", "0".repeat(36)),
                Arguments.of("varchar(3) CHARACTER SET latin1", "ä€"),
                Arguments.of("varbinary(2)", new byte[2]),
                Arguments.of("enum('a','it''s')", "it's"),
                Arguments.of("set('a','b')", List.of("a", "b")),
                Arguments.of("bit(3)", "101"),
                Arguments.of("bit(64)", new BigInteger("18446744073709551615")),
                Arguments.of("year", 2155L),
                Arguments.of("date", "1000-01-01"),
                Arguments.of("date", "0000-00-00"),
                Arguments.of("date", "2024-00-15"),
                Arguments.of("datetime(6)", "9999-12-31T23:59:59.999999Z"),
                Arguments.of("datetime(3)", "2024-01-01T00:00:00.120000"),
                Arguments.of("timestamp", "2038-01-19T03:14:07Z"),
                Arguments.of("timestamp", "0000-00-00T00:00:00Z"),
                Arguments.of("time(6)", "-838:59:59.000000"),
                Arguments.of("time", "24:00:00"),
                Arguments.of(
                        "json", "{\"a\": [1, 2.5, null, \"\\ud83d\\ude00\"], \"b\": {\"a\": 18446744073709551615}}"),
                Arguments.of("json", "0.1"),
                Arguments.of("json", Arrays.asList(1L, null, List.of(new BigDecimal("1.5")))));
    }

    @ParameterizedTest
    @MethodSource
    void held(String type, Object value) {
        assertThat(obstacle(type, value)).isNull();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("smallint", 32768L, "it is outside the range of smallint"),
                Arguments.of("int unsigned", -1L, "it is outside the range of int unsigned"),
                Arguments.of("bigint", new BigInteger("9223372036854775808"), "it is outside the range of bigint"),
                Arguments.of(
                        "int",
                        new BigDecimal("5.5"),
                        "it has more than 0 digits after the point, which int does not hold"),
                Arguments.of("int", "five", "it is no number"),
                Arguments.of("decimal(5,2)", new BigDecimal("1000"), "it is outside the range of decimal(5,2)"),
                Arguments.of("decimal(5,2)", new BigDecimal("-1000"), "it is outside the range of decimal(5,2)"),
                Arguments.of(
                        "decimal(65,30)",
                        new BigDecimal("1e-31"),
                        "it has more than 30 digits after the point, which decimal(65,30) does not hold"),
                Arguments.of("decimal(5,2)", NotFinite.NAN, "MySQL has no \"NaN\""),
                Arguments.of("datetime(6)", NotFinite.NEGATIVE_INFINITY, "MySQL has no \"-infinity\""),
                Arguments.of("double", Double.NaN, "MySQL has no NaN and no infinity"),
                Arguments.of("float", Float.POSITIVE_INFINITY, "MySQL has no NaN and no infinity"),
                Arguments.of("varchar(2)", "abc", "it has 3 characters, varchar holds 2"),
                Arguments.of("char(5)", "abc ", "it ends with a space, which char does not keep"),
                Arguments.of("tinytext", "€".repeat(86), "it has 258 bytes, tinytext holds 255"),
                Arguments.of("char(3) CHARACTER SET ascii", "ä", "it has a character that ascii does not hold"),
                Arguments.of("varchar(3) CHARACTER SET utf8mb3", "😀", "it has a character that utf8mb3 does not hold"),
                Arguments.of("varbinary(2)", new byte[3], "it has 3 bytes, varbinary holds 2"),
                Arguments.of("binary(4)", new byte[3], "it has 3 bytes, which binary would fill up to 4"),
                Arguments.of("enum('a')", "A", "it is none of the labels of enum"),
                Arguments.of("set('a','b')", List.of("a", "c"), "it is none of the labels of set"),
                Arguments.of("bit(3)", "10", "bit(3) holds 3 bits"),
                Arguments.of("bit(3)", 8L, "bit(3) holds 3 bits"),
                Arguments.of("year", 1900L, "year holds 0 and 1901 to 2155"),
                Arguments.of("date", "0999-12-31", "date holds the years 1000 to 9999"),
                Arguments.of("date", "+10000-01-01", "date holds the years 1000 to 9999"),
                Arguments.of("datetime(6)", "-00043-03-15T00:00:00", "datetime holds the years 1000 to 9999"),
                Arguments.of(
                        "datetime",
                        "2024-01-01T00:00:00.5",
                        "it has more than 0 digits of a second, which datetime does not hold"),
                Arguments.of("timestamp", "2038-01-19T03:14:08Z", "timestamp holds the years 1970 to 2038"),
                Arguments.of("timestamp", "1970-01-01T00:00:00Z", "timestamp holds the years 1970 to 2038"),
                Arguments.of("time", "839:00:00", "time holds -838:59:59 to 838:59:59"),
                Arguments.of("time(6)", "838:59:59.000001", "time holds -838:59:59 to 838:59:59"),
                Arguments.of(
                        "json",
                        "{\"a\": 1, \"\\u0061\": 2}",
                        "an object in it has a key twice, of which MySQL's JSON keeps the last"),
                Arguments.of(
                        "json", "[0.1234567890123456789]", "it has a number with more digits than MySQL's JSON keeps"),
                Arguments.of(
                        "json",
                        "18446744073709551616000001",
                        "it has a number with more digits than MySQL's JSON keeps"),
                Arguments.of("json", "1e999", "it has a number with more digits than MySQL's JSON keeps"),
                Arguments.of(
                        "json", "\"\\ud83d\"", "it has half of a character (\\u), which MySQL's JSON does not hold"),
                Arguments.of("json", "{a: 1}", "it is no JSON"),
                Arguments.of("json", "[1,]", "it is no JSON"),
                Arguments.of(
                        "json",
                        "[".repeat(101) + "]".repeat(101),
                        "it has more than 100 levels, which MySQL's JSON does not hold"),
                Arguments.of("json", List.of(Double.NaN), "JSON has no NaN and no infinity"),
                Arguments.of(
                        "longtext",
                        new Unreadable("the array does not begin at index 1"),
                        "the array does not begin at index 1"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String type, Object value, String reason) {
        assertThat(obstacle(type, value)).isEqualTo("column \"c\": " + reason);
    }

    @Test
    void nullWhereNoneIsTaken() {
        TargetTable table = Copies.table("shop", "t", List.of("c"), Copies.col("c", new Type.Text(0), "int"));

        assertThat(new MySqlTranslation().check(table).obstacle(Copies.row((Object) null)))
                .isEqualTo("column \"c\": it is NULL, and the target's column is NOT NULL");
        assertThat(obstacle("int", null)).isNull();
    }
}
