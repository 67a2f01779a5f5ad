package io.rowlift.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresTypeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "int4; integer; []; false; false",
                "Double  Precision; double precision; []; false; false",
                "float(24); real; [24]; false; false",
                "DECIMAL( 10 , -2 ); numeric; [10, -2]; false; false",
                "varchar(20)[]; character varying; [20]; false; true",
                "character varying(20); character varying; [20]; false; false",
                "timestamp(3) without time zone; timestamp; [3]; false; false",
                "timestamp(3) with time zone[]; timestamp; [3]; true; true",
                "timestamptz; timestamp; []; true; false",
                "interval day to second(3); interval; [3]; false; false",
                "\"char\"; char; []; false; false",
                "public.\"My \"\"Type\"; My \"Type; []; false; false",
                "geometry(Point,4326); geometry; [4326]; false; false",
                "text COLLATE \"C\"; text; []; false; false",
            })
    void aTypeIsRead(String text, String base, String arguments, boolean zoned, boolean array) {
        PostgresType type = PostgresType.of(text);

        assertThat(type.base()).isEqualTo(base);
        assertThat(type.arguments()).hasToString(arguments);
        assertThat(type.zoned()).isEqualTo(zoned);
        assertThat(type.array()).isEqualTo(array);
        assertThat(type).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "int; DROP TABLE t", "int unsigned", "varchar(", "a.b.c", "enum('a')", "1", "text -- x"})
    void whatDoesNotLookLikeATypeIsNone(String text) {
        assertThat(PostgresType.read(text)).isEmpty();
    }
}
