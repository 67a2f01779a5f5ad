package io.rowlift.verify.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Column;
import io.rowlift.schema.NotFinite;
import io.rowlift.schema.Type;
import io.rowlift.schema.Unreadable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs of columns: how they are compared, values that are equal in different dress, and values that nearly are. */
class CanonicalColumnTest {

    private static final Type INT = new Type.Int(32, false);
    private static final Type LONG = new Type.Int(64, true);
    private static final Type NUMERIC = Type.Numeric.UNCONSTRAINED;
    private static final Type FLOAT = new Type.Real(32);
    private static final Type DOUBLE = new Type.Real(64);
    private static final Type BOOL = new Type.Bool();
    private static final Type TEXT = new Type.Text(0);
    private static final Type UUID = new Type.Uuid();
    private static final Type BYTES = new Type.Bytes();
    private static final Type DATE = new Type.Date();
    private static final Type JSON = new Type.Json();
    private static final Type TEXTS = new Type.Array(TEXT);

    private static Type textual(String name) {
        return new Type.Textual(name);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** Two columns and what is known of their values. */
    private static final class Pair {
        private final Type source;
        private final String declared;
        private final Type target;
        private final String targetDeclared;
        private final @Nullable String said;
        private String words = "";
        private Object[] equal = {};
        private Object[] different = {};

        Pair(Type source, String declared, Type target, String targetDeclared, @Nullable String said) {
            this.source = source;
            this.declared = declared;
            this.target = target;
            this.targetDeclared = targetDeclared;
            this.said = said;
        }

        Pair as(String comparison) {
            words = comparison;
            return this;
        }

        /** A value of the source and one of the target, and so on. */
        Pair equal(Object... values) {
            equal = values;
            return this;
        }

        Pair different(Object... values) {
            different = values;
            return this;
        }

        CanonicalColumn column() {
            Column from = new Column("c", source, true, declared);
            return CanonicalColumn.of(
                    new ColumnCopy("c", "c", from, null, said, null), new Column("c", target, true, targetDeclared));
        }

        @Override
        public String toString() {
            return declared + " to " + targetDeclared + (said == null ? "" : " as the mapping says");
        }
    }

    private static Pair pair(Type source, String declared, Type target, String targetDeclared) {
        return new Pair(source, declared, target, targetDeclared, null);
    }

    /** The mapping says the target's type. */
    private static Pair said(Type source, String declared, Type target, String targetDeclared) {
        return new Pair(source, declared, target, targetDeclared, targetDeclared);
    }

    private static final BigInteger GREATEST = new BigInteger("18446744073709551615");

    static Stream<Pair> numbers() {
        return Stream.of(
                pair(INT, "integer", INT, "int")
                        .as("numbers by value")
                        .equal(0L, 0L, -1L, -1L, Long.MIN_VALUE, Long.MIN_VALUE)
                        .different(1L, -1L, 10L, 100L, 1L, 2L),
                pair(LONG, "bigint unsigned", NUMERIC, "numeric(20,0)")
                        .as("numbers by value")
                        .equal(
                                GREATEST,
                                new BigDecimal(GREATEST),
                                7L,
                                new BigDecimal("7"),
                                9223372036854775807L,
                                new BigDecimal("9223372036854775807"))
                        .different(
                                GREATEST,
                                new BigDecimal("18446744073709551614"),
                                -1L,
                                new BigDecimal(GREATEST),
                                9223372036854775807L,
                                new BigDecimal("9223372036854775808")),
                pair(NUMERIC, "numeric", new Type.Numeric(65, 30), "decimal(65,30)")
                        .as("numbers by value")
                        .equal(
                                new BigDecimal("1.0"),
                                new BigDecimal("1.00"),
                                new BigDecimal("0.00"),
                                new BigDecimal("0"),
                                new BigDecimal("1E+20"),
                                new BigDecimal("100000000000000000000.000"),
                                new BigDecimal("12345678901234567890.5"),
                                new BigDecimal("12345678901234567890.500000000000000000000000000000"),
                                new BigDecimal("-7"),
                                new BigDecimal("-7.000000000000000000000000000000"),
                                new BigDecimal("1E-20"),
                                new BigDecimal("0.000000000000000000010000000000"),
                                new BigDecimal("1E-20"),
                                new BigDecimal("1.0000000000000000000E-20"),
                                new BigDecimal("1E+3"),
                                new BigDecimal("1000"),
                                new BigDecimal("-1.5"),
                                new BigDecimal("-1.500"),
                                NotFinite.NAN,
                                NotFinite.NAN)
                        .different(
                                new BigDecimal("1.01"),
                                new BigDecimal("1.010000000000000000000000000001"),
                                new BigDecimal("1.5"),
                                new BigDecimal("15"),
                                new BigDecimal("1.5"),
                                new BigDecimal("-1.5"),
                                NotFinite.INFINITY,
                                NotFinite.NEGATIVE_INFINITY),
                said(NUMERIC, "numeric", new Type.Numeric(10, 2), "decimal(10,2)")
                        .as("numbers by value, rounded as the mapping's \"type: decimal(10,2)\" has it")
                        .equal(
                                new BigDecimal("1.005"),
                                new BigDecimal("1.01"),
                                new BigDecimal("-1.005"),
                                new BigDecimal("-1.01"))
                        .different(new BigDecimal("1.005"), new BigDecimal("1.00")),
                pair(new Type.Numeric(10, 4), "numeric(10,4)", new Type.Numeric(10, 2), "decimal(10,2)")
                        .as("numbers by value")
                        .equal(new BigDecimal("1.0100"), new BigDecimal("1.01"))
                        .different(new BigDecimal("1.0051"), new BigDecimal("1.01")),
                said(new Type.Numeric(10, 2), "numeric(10,2)", INT, "int")
                        .as("numbers by value, rounded as the mapping's \"type: int\" has it")
                        .equal(new BigDecimal("2.50"), 3L)
                        .different(new BigDecimal("2.50"), 2L),
                said(new Type.Numeric(10, 2), "numeric(10,2)", new Type.Numeric(12, 4), "numeric(12,4)")
                        .as("numbers by value")
                        .different(new BigDecimal("2.50"), new BigDecimal("2.5001")),
                pair(BOOL, "boolean", INT, "tinyint(1)")
                        .as("numbers by value")
                        .equal(true, 1L, false, 0L)
                        .different(true, 2L, true, 0L, false, 1L),
                pair(INT, "bit(1)", BOOL, "boolean")
                        .as("numbers by value")
                        .equal(1L, true)
                        .different(2L, true),
                pair(new Type.Int(5, true), "bit(5)", TEXT, "bit(5)")
                        .as("bits")
                        .equal(5L, "00101", 0L, "00000")
                        .different(5L, "101", 5L, "10100", 5L, "00102"),
                pair(TEXT, "bit(64)", new Type.Int(64, true), "bit(64)")
                        .as("bits")
                        .equal("1".repeat(64), GREATEST)
                        .different("1".repeat(63) + "0", GREATEST, "1".repeat(63), Long.MAX_VALUE),
                pair(new Type.Int(16, true), "year", INT, "smallint")
                        .as("numbers by value")
                        .equal(0L, 0L, 2024L, 2024L),
                said(INT, "integer", TEXT, "varchar(20)")
                        .as("texts by character")
                        .equal(42L, "42")
                        .different(42L, "042", 42L, "42 "),
                said(NUMERIC, "numeric", TEXT, "text")
                        .as("texts by character")
                        .equal(new BigDecimal("1E+3"), "1000", new BigDecimal("1.50"), "1.50"),
                said(TEXT, "text", INT, "int")
                        .as("numbers by value, rounded as the mapping's \"type: int\" has it")
                        .equal("007", 7L, " 7 ", 7L)
                        .different("7x", 7L, "", 0L),
                said(BOOL, "boolean", TEXT, "text")
                        .as("truth values")
                        .equal(true, "true", false, "0")
                        .different(true, "truth", false, "", true, "true "),
                said(TEXT, "text", BOOL, "boolean")
                        .as("truth values")
                        .equal("YES", true, "f", false, "of", false)
                        .different("o", false, "on", false));
    }

    static Stream<Pair> floats() {
        return Stream.of(
                pair(FLOAT, "real", FLOAT, "float")
                        .as("floats of 32 bits, bit by bit")
                        .equal(0.1f, 0.1f, Float.NaN, Float.NaN, Float.MAX_VALUE, Float.MAX_VALUE, -0.0f, -0.0f)
                        .different(0.1f, Math.nextUp(0.1f), 0.0f, -0.0f, Float.NaN, Float.NEGATIVE_INFINITY),
                pair(DOUBLE, "double precision", DOUBLE, "double")
                        .as("floats of 64 bits, bit by bit")
                        .equal(0.1, 0.1, Double.MIN_VALUE, Double.MIN_VALUE)
                        .different(0.1, Math.nextUp(0.1), 0.0, -0.0),
                pair(FLOAT, "float", DOUBLE, "double precision")
                        .as("floats of 32 bits, bit by bit")
                        .equal(0.1f, 0.1, 0.1f, (double) 0.1f, Float.NaN, Double.NaN)
                        .different(0.1f, Math.nextUp(0.1), 0.1f, Math.nextDown((double) 0.1f), 0f, -0.0),
                said(DOUBLE, "double precision", FLOAT, "real")
                        .as("floats of 32 bits, bit by bit, rounded as the mapping's \"type: real\" has it")
                        .equal(0.12345678901, (float) 0.12345678901)
                        .different(0.1, Math.nextUp(0.1f)),
                pair(DOUBLE, "double", FLOAT, "real")
                        .as("floats of 32 bits, bit by bit")
                        .equal(0.5, 0.5f)
                        .different(0.12345678901, (float) 0.12345678901),
                said(DOUBLE, "double", NUMERIC, "numeric")
                        .as("numbers by value")
                        .equal(
                                0.1,
                                new BigDecimal("0.10"),
                                Double.NaN,
                                NotFinite.NAN,
                                Double.POSITIVE_INFINITY,
                                NotFinite.INFINITY)
                        .different(0.1, new BigDecimal("0.1000000000000000055511151231257827")),
                said(NUMERIC, "numeric", DOUBLE, "double")
                        .as("numbers by value, rounded as the mapping's \"type: double\" has it")
                        .equal(new BigDecimal("0.10"), 0.1, new BigDecimal("0.10000000000000000001"), 0.1)
                        .different(new BigDecimal("0.1"), Math.nextUp(0.1)),
                said(FLOAT, "float", TEXT, "varchar(40)")
                        .as("floats as they are printed")
                        .equal(0.1f, "0.1", 0.1f, "0.10000000149011612", 1e10f, "10000000000")
                        .different(0.1f, "0.11", 0.1f, "x", 0.1f, "0.1 ", 0.1f, "0.1f", 0.1f, ""));
    }

    static Stream<Pair> texts() {
        return Stream.of(
                pair(TEXT, "varchar(20)", TEXT, "character varying(20)")
                        .as("texts by character")
                        .equal("ä€😀", "ä€😀", "", "")
                        .different("a", "A", "a", "a ", "é", "e\u0301", "", " ", "", "\0"),
                pair(TEXT, "character(3)", TEXT, "char(3)")
                        .as("texts by character")
                        .equal("a", "a")
                        .different("a", "a "),
                said(TEXT, "text", TEXT, "character(3)")
                        .as(
                                "texts by character, without blanks at the end as the mapping's \"type: character(3)\" has it")
                        .equal("a ", "a", "a", "a")
                        .different("a ", "b", " a", "a"),
                pair(TEXT, "mood", TEXT, "enum('sad','SAD')")
                        .as("texts by character")
                        .different("sad", "SAD"),
                pair(TEXT, "citext", TEXT, "longtext").as("texts by character").different("a", "A"),
                pair(UUID, "uuid", TEXT, "char(36)")
                        .as("UUIDs by value")
                        .equal("00112233-4455-6677-8899-aabbccddeeff", "00112233-4455-6677-8899-AABBCCDDEEFF")
                        .different(
                                "00112233-4455-6677-8899-aabbccddeeff",
                                "00112233-4455-6677-8899-aabbccddeefe",
                                "00112233-4455-6677-8899-aabbccddeeff",
                                "00112233-4455-6677-8899-aabbccddeef"),
                pair(UUID, "uuid", UUID, "uuid")
                        .as("UUIDs by value")
                        .equal("00112233-4455-6677-8899-aabbccddeeff", "00112233-4455-6677-8899-aabbccddeeff"),
                said(BYTES, "binary(16)", UUID, "uuid")
                        .as("UUIDs by value")
                        .equal(hex("00112233445566778899aabbccddeeff"), "00112233-4455-6677-8899-aabbccddeeff")
                        .different(hex("00112233445566778899aabbccddee"), "00112233-4455-6677-8899-aabbccddee00"),
                pair(BYTES, "binary(4)", BYTES, "bytea")
                        .as("bytes")
                        .equal(hex("61620000"), hex("61620000"), hex(""), hex(""))
                        .different(hex("61620000"), hex("6162"), hex("6162"), hex("61620000"), hex(""), hex("00")),
                said(TEXT, "text", BYTES, "longblob")
                        .as("texts by their bytes in UTF-8")
                        .equal("ä", hex("c3a4"))
                        .different("ä", hex("e4")),
                pair(textual("hstore"), "hstore", TEXT, "longtext")
                        .as("texts by character")
                        .equal("\"a\"=>\"1\"", "\"a\"=>\"1\"")
                        .different("\"a\"=>\"1\"", "\"a\"=>NULL"),
                pair(textual("pair"), "pair", textual("pair"), "pair")
                        .as("texts by character")
                        .different("(1,a)", "(1,A)"),
                pair(textual("inet"), "inet", TEXT, "varchar(43)")
                        .as("texts by character")
                        .equal("10.0.0.0/8", "10.0.0.0/8"),
                pair(textual("inet6"), "inet6", textual("inet"), "inet")
                        .as("addresses by value")
                        .equal(
                                "2001:db8:0:0:1:0:0:1",
                                "2001:db8::1:0:0:1",
                                "::ffff:192.0.2.1",
                                "::ffff:c000:201",
                                "::",
                                "0:0:0:0:0:0:0:0",
                                "1::",
                                "1:0:0:0:0:0:0:0",
                                "192.0.2.1",
                                "192.0.2.1/32")
                        .different(
                                "2001:db8::1",
                                "2001:db8::2",
                                "::1",
                                "1::",
                                "192.0.2.1",
                                "192.0.2.1/24",
                                "::1:2:3:4:5:6:7:8",
                                "1:2:3:4:5:6:7:8",
                                "192.0.2.1",
                                "::192.0.2.1",
                                "192.0.2",
                                "192.0.2.0"),
                said(TEXT, "text", textual("geometry"), "geometry")
                        .as("only whether they are NULL: \"text\" and \"geometry\" have no form in common")
                        .equal("POINT(1 2)", "0101"));
    }

    static Stream<Pair> moments() {
        Type time = new Type.Time(6, false);
        return Stream.of(
                pair(DATE, "date", DATE, "date")
                        .as("dates")
                        .equal(
                                "2024-02-29",
                                "2024-02-29",
                                "0000-00-00",
                                "0000-00-00",
                                NotFinite.INFINITY,
                                NotFinite.INFINITY)
                        .different(
                                "2024-02-29",
                                "2024-02-28",
                                "+12024-01-01",
                                "2024-01-01",
                                NotFinite.INFINITY,
                                NotFinite.NEGATIVE_INFINITY),
                pair(
                                new Type.Timestamp(6, false),
                                "timestamp without time zone",
                                new Type.Timestamp(6, false),
                                "datetime(6)")
                        .as("timestamps in UTC")
                        .equal("2024-02-29T12:00:00.000001", "2024-02-29T12:00:00.000001")
                        .different("2024-02-29T12:00:00.000001", "2024-02-29T12:00:00.000002"),
                pair(
                                new Type.Timestamp(3, true),
                                "timestamp(3) with time zone",
                                new Type.Timestamp(6, false),
                                "datetime(6)")
                        .as("timestamps in UTC")
                        .equal(
                                "2024-02-29T12:00:00.100Z",
                                "2024-02-29T12:00:00.100000",
                                "2024-02-29T12:00:00.000Z",
                                "2024-02-29T12:00:00.000000")
                        .different(
                                "2024-02-29T12:00:00.100Z",
                                "2024-02-29T12:00:00.100001",
                                "2024-02-29T12:00:00.000Z",
                                "2024-02-29T13:00:00.000000"),
                said(
                                new Type.Timestamp(6, false),
                                "datetime(6)",
                                new Type.Timestamp(0, true),
                                "timestamp(0) with time zone")
                        .as("timestamps in UTC, rounded as the mapping's \"type: timestamp(0) with time zone\" has it")
                        .equal(
                                "2024-12-31T23:59:59.500000",
                                "2025-01-01T00:00:00Z",
                                "2024-12-31T23:59:59.400000",
                                "2024-12-31T23:59:59Z",
                                "2024-12-31T12:00:00.000000",
                                "2024-12-31T12:00:00Z",
                                "0000-00-00T00:00:00.000001",
                                "0000-00-00T00:00:00.000001")
                        .different("2024-12-31T23:59:59.500000", "2024-12-31T23:59:59Z"),
                said(DATE, "date", new Type.Timestamp(0, false), "datetime")
                        .as("timestamps in UTC")
                        .equal("2024-02-29", "2024-02-29T00:00:00")
                        .different("2024-02-29", "2024-02-29T00:00:01"),
                said(new Type.Timestamp(0, false), "datetime", DATE, "date")
                        .as("dates, without their time as the mapping's \"type: date\" has it")
                        .equal("2024-02-29T23:59:59", "2024-02-29")
                        .different("2024-02-29T23:59:59", "2024-03-01"),
                said(TEXT, "text", new Type.Timestamp(6, true), "timestamp with time zone")
                        .as("dates and times as ISO 8601 has them")
                        .equal(
                                "2024-02-29 12:00:00",
                                "2024-02-29T12:00:00.000000Z",
                                "2024-02-29",
                                "2024-02-29T00:00:00.000000Z",
                                "2024-02-29T12:00:00+00",
                                "2024-02-29T12:00:00.000000Z")
                        .different(
                                "2024-02-29 12:00:00+02",
                                "2024-02-29T12:00:00.000000Z",
                                "yesterday",
                                "2024-02-29T12:00:00.000000Z"),
                said(new Type.Timestamp(6, true), "timestamp with time zone", TEXT, "varchar(40)")
                        .as("dates and times as ISO 8601 has them")
                        .equal("2024-02-29T12:00:00.500000Z", "2024-02-29 12:00:00.500000"),
                pair(time, "time without time zone", time, "time(6)")
                        .as("times of a day")
                        .equal("24:00:00.000000", "24:00:00.000000")
                        .different("23:59:59.999999", "23:59:59.999998"),
                pair(new Type.Time(6, true), "time with time zone", TEXT, "varchar(24)")
                        .as("texts by character")
                        .equal("12:00:00.500000+05:30", "12:00:00.500000+05:30")
                        .different("12:00:00.500000+05:30", "12:00:00.500000-05:30"),
                said(new Type.Time(0, true), "timetz(0)", time, "time")
                        .as("times of a day, without their zone as the mapping's \"type: time\" has it")
                        .equal("12:00:00-05:30", "12:00:00.000000")
                        .different("12:00:00-05:30", "06:30:00.000000"),
                said(time, "time(6)", new Type.Time(2, false), "time(2)")
                        .as("times of a day, rounded as the mapping's \"type: time(2)\" has it")
                        .equal("12:00:00.125000", "12:00:00.13", "12:00:00.100000", "12:00:00.10")
                        .different("12:00:00.125000", "12:00:00.12"),
                pair(time, "time(6)", textual("interval"), "interval(6)")
                        .as("spans of time by microsecond")
                        .equal(
                                "-838:59:59.000001",
                                "PT-838H-59M-59.000001S",
                                "00:00:00.000000",
                                "PT0S",
                                "00:00:00.500000",
                                "PT0.5S",
                                "-00:00:01.000000",
                                "PT-1S",
                                "34:00:00.000000",
                                "PT34H")
                        .different(
                                "-838:59:59.000001",
                                "PT-838H-59M-59.000002S",
                                "00:00:01.000000",
                                "PT-1S",
                                "34:00:00.000000",
                                "P1DT10H",
                                "00:00:00.000000",
                                "P0D"),
                said(time, "time(6)", textual("interval"), "interval(0)")
                        .as("spans of time by microsecond, rounded as the mapping's \"type: interval(0)\" has it")
                        .equal("-00:00:01.500000", "PT-2S", "00:00:01.400000", "PT1S"),
                pair(textual("interval"), "interval", TEXT, "varchar(100)")
                        .as("texts by character")
                        .different("P1M", "PT1M"),
                pair(DATE, "date", INT, "integer")
                        .as("only whether they are NULL: \"date\" and \"integer\" have no form in common")
                        .equal("2024-02-29", 1L));
    }

    static Stream<Pair> structures() {
        return Stream.of(
                pair(JSON, "json", JSON, "jsonb")
                        .as("JSON by structure")
                        .equal(
                                "{\"b\" :1.50,\"a\":[true,null,\"\\u00e4\\/\\n\\ud83d\\ude00\"]}",
                                "{\"a\": [true, null, \"ä/\\n😀\"], \"b\": 1.5}",
                                "1e2",
                                "100",
                                "-0",
                                "0.0",
                                "\"\"",
                                " \"\" ",
                                "{}",
                                "{ }",
                                "[]",
                                "[ ]",
                                "{\"aa\":1,\"b\":{\"d\":1,\"c\":2}}",
                                "{\"b\":{\"c\":2,\"d\":1},\"aa\":1}",
                                "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"j\":9,\"i\":0}",
                                "{\"i\":0,\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"j\":9}",
                                "18446744073709551615",
                                "18446744073709551615",
                                "\"\\ud800\"",
                                "\"\\uD800\"")
                        .different(
                                "{\"a\":1,\"a\":2}",
                                "{\"a\":2}",
                                "{\"a\":1,\"a\":2}",
                                "{\"a\":2,\"a\":1}",
                                "[1,2]",
                                "[2,1]",
                                "1",
                                "\"1\"",
                                "true",
                                "\"true\"",
                                "null",
                                "\"null\"",
                                "[[]]",
                                "[]",
                                "0.1",
                                "0.10000000000000001",
                                "18446744073709551615",
                                "18446744073709551616",
                                "{\"a\":null}",
                                "{}",
                                "\"a\"",
                                "\"A\"",
                                "\"\\ud800\"",
                                "\"\\ud801\"",
                                "[1,[2],3]",
                                "[1,[2,3]]"),
                pair(JSON, "jsonb", JSON, "jsonb").as("JSON as jsonb prints it").different("1.50", "1.5"),
                said(JSON, "json", TEXT, "text").as("texts by character").different("{ }", "{}"),
                said(TEXT, "text", JSON, "json")
                        .as("JSON by structure")
                        .equal("{\"a\":1}", "{\"a\": 1}")
                        .different("no", "\"no\"", "{\"a\":1", "{\"a\":1}", "[1] 2", "[1]"),
                pair(TEXTS, "text[]", TEXTS, "text[]")
                        .as("arrays by element: texts by character")
                        .equal(
                                List.of(),
                                List.of(),
                                Arrays.asList("a", null),
                                Arrays.asList("a", null),
                                new Unreadable("it begins at 0", "[0:0]={a}"),
                                new Unreadable("it begins at 0", "[0:0]={a}"))
                        .different(
                                List.of("ab"),
                                List.of("a", "b"),
                                List.of(""),
                                List.of(),
                                List.of("a"),
                                Arrays.asList("a", null),
                                List.of(""),
                                Arrays.asList((Object) null),
                                List.of(List.of("a")),
                                List.of("a"),
                                List.of(List.of("a"), List.of("b")),
                                List.of(List.of("a", "b")),
                                new Unreadable("it begins at 0", "[0:0]={a}"),
                                List.of("a"),
                                new Unreadable("lost"),
                                new Unreadable("lost")),
                pair(new Type.Array(NUMERIC), "numeric[]", new Type.Array(new Type.Numeric(5, 2)), "numeric(5,2)[]")
                        .as("arrays by element: numbers by value")
                        .equal(List.of(new BigDecimal("1.5")), List.of(new BigDecimal("1.50"))),
                pair(new Type.Array(INT), "integer[]", JSON, "json")
                        .as("arrays as JSON by structure")
                        .equal(
                                List.of(1L, List.of(2L)),
                                "[1, [2]]",
                                List.of(),
                                "[]",
                                List.of(0.1f, true, 2.50),
                                "[0.1, true, 2.5]",
                                Arrays.asList(null, "a\"\n"),
                                "[null, \"a\\\"\\n\"]",
                                List.of(hex("00ff")),
                                "[\"\\\\x00ff\"]")
                        .different(List.of(1L), "[\"1\"]", List.of(), "null", List.of(1L, 2L), "[2, 1]"),
                pair(textual("vector"), "vector(3)", JSON, "json")
                        .as("JSON by structure")
                        .equal("[1,2.5,-0.1]", "[1.0, 2.5, -0.1]"),
                pair(TEXTS, "set('a','b')", TEXTS, "text[]")
                        .as("arrays by element: texts by character")
                        .equal(List.of("a", "b"), List.of("a", "b"))
                        .different(List.of("a", "b"), List.of("b", "a")),
                said(TEXTS, "set('a','b')", TEXT, "text")
                        .as("lists by element, as they are printed")
                        .equal(List.of("a", "b"), "a,b", List.of(), "", List.of("a", "b"), "[\"a\", \"b\"]")
                        .different(List.of("a", "b"), "a", List.of(), "a", List.of("", "a"), "a"),
                said(TEXT, "text", TEXTS, "text[]")
                        .as("only whether they are NULL: \"text\" and \"text[]\" have no form in common")
                        .equal("{}", List.of()));
    }

    @ParameterizedTest
    @MethodSource({"numbers", "floats", "texts", "moments", "structures"})
    void equalValuesHaveEqualBytesAndOthersHaveNot(Pair pair) {
        CanonicalColumn column = pair.column();

        assertThat(column.comparison()).isEqualTo(pair.words);
        assertThat(column.compared()).isEqualTo(!pair.words.startsWith("only"));
        for (int i = 0; i < pair.equal.length; i += 2) {
            assertThat(column.ofTarget(pair.equal[i + 1]))
                    .as("%s and %s", pair.equal[i], pair.equal[i + 1])
                    .isEqualTo(column.ofSource(pair.equal[i]));
        }
        for (int i = 0; i < pair.different.length; i += 2) {
            assertThat(column.ofTarget(pair.different[i + 1]))
                    .as("%s and %s", pair.different[i], pair.different[i + 1])
                    .isNotEqualTo(column.ofSource(pair.different[i]));
        }
    }

    @Test
    void nullIsNoValueWhateverIsCompared() {
        for (Pair pair : Stream.of(numbers(), texts(), structures())
                .flatMap(pairs -> pairs)
                .toList()) {
            assertThat(pair.column().ofSource(null)).isNull();
            assertThat(pair.column().ofTarget(null)).isNull();
            for (Object value : pair.equal) {
                assertThat(value).isNotNull();
            }
        }
        CanonicalColumn text = pair(TEXT, "text", TEXT, "longtext").column();
        assertThat(text.ofSource("")).isEmpty();
    }
}
