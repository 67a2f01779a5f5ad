package io.rowlift.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.copy.TableCopy;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Column;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MySQL's and MariaDB's expressions become, and why others do not. */
class ForeignExpressionTest {

    private static final TableDraft TABLE = table();

    private static TableDraft table() {
        List<ColumnCopy> columns = new ArrayList<>();
        add(columns, "n", new Type.Int(32, false), "int", null);
        add(columns, "z", new Type.Int(32, true), "int(5) unsigned zerofill", null);
        add(columns, "d", new Type.Numeric(10, 2), "decimal(10,2)", null);
        add(columns, "f", new Type.Real(64), "double", null);
        add(columns, "t", new Type.Text(20), "varchar(20)", null);
        add(columns, "ci", new Type.Text(20), "varchar(20)", "utf8mb4_0900_ai_ci");
        add(columns, "day", new Type.Date(), "date", null);
        add(columns, "at", new Type.Timestamp(0, true), "timestamp", null);
        add(columns, "doc", new Type.Json(), "json", null);
        add(columns, "bit", new Type.Int(1, true), "bit(1)", null);
        List<Column> read = columns.stream().map(ColumnCopy::column).toList();
        Table table = new Table(new TableName("src", "t"), Table.Kind.TABLE, read, List.of(), List.of());
        Definition definition = new Definition(
                table,
                columns.stream().map(ColumnCopy::definition).toList(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                -1,
                -1);
        TableCopy copy = Plans.copy(definition, new TableName("public", "t"), columns);
        TableDraft draft = new TableDraft(copy);
        List<String> types = List.of(
                "integer",
                "bigint",
                "numeric(10,2)",
                "double precision",
                "character varying(20)",
                "character varying(20)",
                "date",
                "timestamp with time zone",
                "jsonb",
                "boolean");
        for (int i = 0; i < columns.size(); i++) {
            draft.decide(columns.get(i), PostgresType.of(types.get(i)));
        }
        return draft;
    }

    private static void add(
            List<ColumnCopy> columns, String name, Type type, String declared, @Nullable String folding) {
        Column column = new Column(name, type, true, declared, folding);
        ColumnDefinition definition =
                new ColumnDefinition(column, null, null, false, null, null, null, null, List.of(), false, null);
        columns.add(new ColumnCopy(name, name, column, definition, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '^',
            value = {
                "1 + 2 * -`n` → (1::numeric + (2::numeric * (- \"n\")::numeric)::numeric)",
                "`N` is not null and not (`bit`) → ((\"n\" IS NOT NULL) AND (NOT \"bit\"))",
                "`n` <=> null || `n` <> 3 → ((\"n\" IS NOT DISTINCT FROM NULL) OR (\"n\" <> 3))",
                "`n` not between 1 and 5 → (NOT ((\"n\" >= 1) AND (\"n\" <= 5)))",
                "`f` / 2 → (\"f\"::double precision / NULLIF(2::double precision, 0))",
                "`d` mod 3 → (\"d\"::numeric % NULLIF(3::numeric, 0))",
                "`t` not in (_utf8mb4'a','it''s','b\\\\c') → (\"t\" NOT IN ('a', 'it''s', 'b\\c'))",
                "`t` like 'a\\_%' → (\"t\" LIKE 'a\\_%')",
                "concat(`t`,':',`n`) → (\"t\" || ':' || \"n\"::text)",
                "ifnull(`t`,'x') → COALESCE(\"t\", 'x')",
                "substr(`t`,2,3) → substr(\"t\", 2, 3)",
                "char_length(trim(`t`)) > character_length(`ci`) → (char_length(btrim(\"t\")) > char_length(\"ci\"))",
                "case `n` when 1 then 'a' end → (CASE WHEN (\"n\" = 1) THEN 'a' END)",
                "month(`day`) = 2 → (EXTRACT(month FROM \"day\")::integer = 2)",
                "`day` > '2024-01-01' → (\"day\" > '2024-01-01')",
                "`doc`->>'$.a.\"b c\"[0]' = 'x' → ((\"doc\" #>> '{a,b c,0}') = 'x')",
                "json_unquote(json_extract(`doc`,'$.a')) is null → ((\"doc\" #>> '{a}') IS NULL)",
                "round(`d`,1) >= abs(`n`) → (round(\"d\"::numeric, 1) >= abs(\"n\"::numeric))",
                "cast(`n` as char) → \"n\"::text",
                "cast(`n` as signed integer) → \"n\"::bigint",
                "`bit` = 1 → (\"bit\"::integer = 1)",
                "1e-3 < `f` → (1e-3 < \"f\")",
            })
    void theseMeanTheSame(String source, String expected) throws Untranslatable {
        assertThat(ForeignExpression.translate(source, TABLE).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '^',
            value = {
                "`d` / 3 → a division of decimals has other digits in PostgreSQL",
                "`f` div 2 → \"div\" of floating-point numbers is not translated",
                "`t` + 1 → \"+\" is translated between numbers only",
                "- `t` → \"-\" is translated before numbers only",
                "`t` = 1 → it compares values of different kinds",
                "`ci` = 'a' → it compares texts, which the source does without regard to case or accents",
                "lower(`ci`) like 'a' → it compares texts, which the source does without regard to case or accents",
                "`n` like '1' → LIKE is translated between texts only",
                "concat(`z`,'') → concat() may answer something else in PostgreSQL for these values",
                "concat(`f`,'') → concat() may answer something else in PostgreSQL for these values",
                "left(`t`,-1) → left() may answer something else in PostgreSQL for these values",
                "year(`at`) → the function year() is not translated",
                "length(`t`) → the function length() is not translated",
                "regexp_like(`t`,'a') → the function regexp_like() is not translated",
                "cast(`d` as char(3)) → a cast to char may answer something else in PostgreSQL",
                "cast(`d` as 'x') → a cast is not understood",
                "`missing` → the target has no column \"missing\"",
                "`src`.`n` → the target has no column \"src\"",
                "`doc`->'$.*' → PostgreSQL has no counterpart of this path into a document",
                "x'00' → it holds bytes or bits",
                "_binary'a' → it holds bytes",
                "'a\\0' → it holds a NUL byte",
                "'a → a quote is not closed",
                "`t` collate utf8mb4_bin → it names a collation of the source",
                "if(`n`,1,'a') → its results are of different kinds",
                "`t` and 1 → it is no condition",
                "`n` is 5 → PostgreSQL has no counterpart of IS \"5\"",
                "`n` ~ 1 → PostgreSQL has no counterpart of \"~\" there",
                "~`n` → PostgreSQL has no counterpart of \"~\" there",
                "current_user → PostgreSQL has no counterpart of \"current_user\"",
                "(`n` → it is not understood from \"\" on",
                "1 + → it ends too early",
            })
    void theseAreRefusedWithTheirReason(String source, String reason) {
        assertThatThrownBy(() -> ForeignExpression.translate(source, TABLE))
                .isInstanceOf(Untranslatable.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '^',
            value = {
                "upper(`t`) → text → which letters change their case depends on the target's collation",
                "`doc`->>'$.a' → text → values out of documents are printed otherwise in PostgreSQL",
                "`f` → text → its value may become another one as text",
                "`t` → integer → its value may become another one as integer",
            })
    void theseAreNotComputedByTheTarget(String source, String type, String reason) {
        assertThatThrownBy(() -> ForeignExpression.translate(source, TABLE).stored(PostgresType.of(type)))
                .isInstanceOf(Untranslatable.class)
                .hasMessage(reason);
    }
}
