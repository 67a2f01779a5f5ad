package io.rowlift.target.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.TargetSchema;
import io.rowlift.schema.Type;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The type table for PostgreSQL's types, line by line. */
class ForeignTypesTest {

    private static final Map<String, Type> TYPES = Map.ofEntries(
            Map.entry("int16", new Type.Int(16, false)),
            Map.entry("int32", new Type.Int(32, false)),
            Map.entry("int64", new Type.Int(64, false)),
            Map.entry("oid", new Type.Int(32, true)),
            Map.entry("n10_2", new Type.Numeric(10, 2)),
            Map.entry("n2_-3", new Type.Numeric(2, -3)),
            Map.entry("n3_5", new Type.Numeric(3, 5)),
            Map.entry("n65_30", new Type.Numeric(65, 30)),
            Map.entry("n100_20", new Type.Numeric(100, 20)),
            Map.entry("n40_35", new Type.Numeric(40, 35)),
            Map.entry("n", Type.Numeric.UNCONSTRAINED),
            Map.entry("money", new Type.Numeric(19, 2)),
            Map.entry("real", new Type.Real(32)),
            Map.entry("double", new Type.Real(64)),
            Map.entry("bool", new Type.Bool()),
            Map.entry("text", new Type.Text(0)),
            Map.entry("text20", new Type.Text(20)),
            Map.entry("text300", new Type.Text(300)),
            Map.entry("text20000", new Type.Text(20_000)),
            Map.entry("uuid", new Type.Uuid()),
            Map.entry("date", new Type.Date()),
            Map.entry("time6", new Type.Time(6, false)),
            Map.entry("time0", new Type.Time(0, false)),
            Map.entry("timetz", new Type.Time(6, true)),
            Map.entry("ts6", new Type.Timestamp(6, false)),
            Map.entry("ts0", new Type.Timestamp(0, false)),
            Map.entry("tz3", new Type.Timestamp(3, true)),
            Map.entry("bytes", new Type.Bytes()),
            Map.entry("json", new Type.Json()),
            Map.entry("array", new Type.Array(new Type.Int(32, false))),
            Map.entry("interval", new Type.Textual("interval")),
            Map.entry("inet", new Type.Textual("inet")),
            Map.entry("macaddr", new Type.Textual("macaddr")),
            Map.entry("macaddr8", new Type.Textual("macaddr8")),
            Map.entry("pg_lsn", new Type.Textual("pg_lsn")),
            Map.entry("tsvector", new Type.Textual("tsvector")),
            Map.entry("int4range", new Type.Textual("int4range")),
            Map.entry("hstore", new Type.Textual("hstore")),
            Map.entry("vector", new Type.Textual("vector")),
            Map.entry("geometry", new Type.Textual("geometry")));

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "smallint | int16 | smallint |",
                "integer | int32 | int |",
                "bigint | int64 | bigint |",
                "oid | oid | int unsigned |",
                "numeric(10,2) | n10_2 | decimal(10,2) |",
                "numeric(2,-3) | n2_-3 | decimal(5,0) |",
                "numeric(3,5) | n3_5 | decimal(5,5) |",
                "numeric(65,30) | n65_30 | decimal(65,30) |",
                "numeric(100,20) | n100_20 | decimal(65,20) | wide-number",
                "numeric(40,35) | n40_35 | decimal(35,30) | wide-number",
                "numeric | n | decimal(65,30) | unbounded-number",
                "money | money | decimal(19,2) |",
                "real | real | float |",
                "double precision | double | double |",
                "boolean | bool | tinyint(1) |",
                "text | text | longtext |",
                "character varying | text | longtext |",
                "character varying(20) | text20 | varchar(20) |",
                "character varying(20000) | text20000 | longtext |",
                "character(20) | text20 | char(20) |",
                "character(300) | text300 | varchar(300) |",
                "name | text | varchar(63) |",
                "public.citext | text | longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_as_ci | ignored-case",
                "bit(1) | text | bit(1) |",
                "bit(64) | text | bit(64) |",
                "bit(65) | text | varchar(65) | bits-as-text",
                "bit varying(20) | text | varchar(20) | bits-as-text",
                "bit varying | text | longtext | bits-as-text",
                "uuid | uuid | char(36) CHARACTER SET ascii COLLATE ascii_bin |",
                "date | date | date |",
                "time without time zone | time6 | time(6) |",
                "time(0) without time zone | time0 | time |",
                "time with time zone | timetz | varchar(24) |",
                "timestamp without time zone | ts6 | datetime(6) |",
                "timestamp(0) without time zone | ts0 | datetime |",
                "timestamp(3) with time zone | tz3 | datetime(3) |",
                "bytea | bytes | longblob |",
                "jsonb | json | json |",
                "integer[] | array | json |",
                "interval | interval | varchar(100) | type-without-counterpart",
                "inet | inet | varchar(43) |",
                "macaddr | macaddr | varchar(17) |",
                "macaddr8 | macaddr8 | varchar(23) |",
                "pg_lsn | pg_lsn | varchar(24) |",
                "tsvector | tsvector | longtext | type-without-counterpart",
                "int4range | int4range | longtext | type-without-counterpart",
                "public.hstore | hstore | longtext | type-without-counterpart",
                "public.vector | vector | json | type-without-counterpart",
                "public.geometry | geometry | longtext | type-without-counterpart",
            })
    void hasATypeForEach(String declared, String type, String expected, String code) {
        TargetSchema schema = Sample.postgres(Sample.table("t").column("c", declared, TYPES.get(type)));

        assertThat(schema.tables().get(0).columns().get(0).type()).isEqualTo(expected);
        assertThat(schema.findings())
                .extracting(f -> f.code())
                .isEqualTo(code == null ? java.util.List.of() : java.util.List.of(code));
    }
}
