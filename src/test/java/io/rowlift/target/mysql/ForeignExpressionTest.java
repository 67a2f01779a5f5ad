package io.rowlift.target.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.mysql.Expressions.Column;
import io.rowlift.target.mysql.Expressions.Kind;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL's expressions, as its catalog prints them. */
class ForeignExpressionTest {

    private static final Map<String, Column> COLUMNS = Map.of(
            "name", new Column("name", Kind.TEXT, MySqlType.of("varchar", 20)),
            "email", new Column("mail", Kind.TEXT, MySqlType.of("varchar", 20)),
            "Odd \"one\"", new Column("odd", Kind.TEXT, MySqlType.of("varchar", 20)),
            "age", new Column("age", Kind.WHOLE, MySqlType.of("int")),
            "price", new Column("price", Kind.EXACT, MySqlType.of("decimal", 10, 2)),
            "ratio", new Column("ratio", Kind.REAL, MySqlType.of("double")),
            "active", new Column("active", Kind.TRUTH, MySqlType.of("tinyint", 1)),
            "born", new Column("born", Kind.MOMENT, MySqlType.of("date")),
            "payload", new Column("payload", Kind.OTHER, MySqlType.of("json")));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "(age > 0) ¦ (`age` > 0)",
                "((age >= 1901) AND (age <= 2155)) ¦ ((`age` >= 1901) AND (`age` <= 2155))",
                "((name)::text <> ''::text) ¦ (`name` <> '')",
                "(email ~~ '%@%'::text) ¦ (`mail` LIKE '%@%')",
                "(name !~~ 'a%'::text) ¦ (`name` NOT LIKE 'a%')",
                "(name ~~* 'a%'::text) ¦ (LOWER(`name`) LIKE LOWER('a%'))",
                "(name ~ '^[a-z]+$'::text) ¦ REGEXP_LIKE(`name`, '^[a-z]+$', 'c')",
                "(name !~* 'x'::text) ¦ (NOT REGEXP_LIKE(`name`, 'x', 'i'))",
                "((name)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])) ¦ (`name` IN ('a', 'b'))",
                "(name = ANY (ARRAY['a'::text, 'b'::text])) ¦ (`name` IN ('a', 'b'))",
                "((age IS NOT NULL) OR active) ¦ ((`age` IS NOT NULL) OR `active`)",
                "(NOT active) ¦ (NOT `active`)",
                "(active IS NOT TRUE) ¦ (`active` IS NOT TRUE)",
                "(age IS DISTINCT FROM 3) ¦ (NOT (`age` <=> 3))",
                "(age + (2 * age)) ¦ (`age` + (2 * `age`))",
                "(age / 2) ¦ (`age` DIV 2)",
                "(ratio / (2)::double precision) ¦ (`ratio` / 2)",
                "(price * 1.19) ¦ (`price` * 1.19)",
                "((name || ' '::text) || email) ¦ CONCAT(CONCAT(`name`, ' '), `mail`)",
                "lower((email)::text) ¦ LOWER(`mail`)",
                "COALESCE(name, ''::character varying) ¦ COALESCE(`name`, '')",
                "char_length(name) ¦ CHAR_LENGTH(`name`)",
                "\"substring\"(name, 1, 3) ¦ SUBSTRING(`name`, 1, 3)",
                "substr(name, 1, 3) ¦ SUBSTRING(`name`, 1, 3)",
                "EXTRACT(year FROM born) ¦ EXTRACT(YEAR FROM `born`)",
                "date_part('year'::text, born) ¦ EXTRACT(YEAR FROM `born`)",
                "(born > '2000-01-01'::date) ¦ (`born` > '2000-01-01')",
                "'2022-04-01 01:00:00+02'::timestamp with time zone ¦ '2022-03-31 23:00:00'",
                "CASE WHEN (age > 1) THEN 'a'::text ELSE 'b'::text END ¦ (CASE WHEN (`age` > 1) THEN 'a' ELSE 'b' END)",
                "\"Odd \"\"one\"\"\" ¦ `odd`",
                "'it''s'::text ¦ 'it''s'",
                "E'back\\\\slash'::text ¦ 'back\\\\slash'",
                "'G'::public.mpaa_rating ¦ 'G'",
                "'-1'::integer ¦ -1",
                "(- age) ¦ (-`age`)",
                "public.uuid_generate_v4() ¦ UUID()",
                "true ¦ 1",
                "NULL::character varying ¦ NULL",
            })
    void saysTheSame(String source, String expected) throws Exception {
        assertThat(ForeignExpression.translate(source, COLUMNS).text()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "(price / 3.0) ¦ a division of decimals has other digits in MySQL",
                "(payload ->> 'a'::text) ¦ MySQL has no counterpart of \"->>\" there",
                "(secret > 1) ¦ the target has no column \"secret\"",
                "public.is_valid(name) ¦ it calls the function \"public.is_valid\", which MySQL does not have",
                "to_tsvector(name) ¦ it calls the function \"to_tsvector\", which MySQL does not have or takes otherwise",
                "(name || age) ¦ \"||\" is translated between texts only",
                "(name COLLATE \"C\") ¦ it names a collation of the source",
                "(name ~ '\\d+'::text) ¦ its regular expression may mean something else",
                "(ratio)::integer ¦ a cast to \"integer\" may mean something else",
                "(name > ALL (ARRAY['a'::text])) ¦ it makes an array, which MySQL does not have",
                "'infinity'::timestamp without time zone ¦ it holds a date that MySQL does not",
                "greatest(age, 1) ¦ it calls the function \"greatest\", which MySQL does not have or takes otherwise",
                "E'a\\nb'::text ¦ it holds an escaped character",
                "(age > 'x ¦ a quote is not closed",
                "born + '1 day'::interval ¦ \"+\" is translated between numbers only",
            })
    void refusesWhatMightMeanSomethingElse(String source, String reason) {
        assertThatThrownBy(() -> ForeignExpression.translate(source, COLUMNS))
                .isInstanceOf(Untranslatable.class)
                .hasMessage(reason);
    }
}
