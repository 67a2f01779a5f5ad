package io.rowlift.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.source.jdbc.FragmentLexer.Syntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentLexerTest {

    private static final Syntax POSTGRES = new Syntax(false, true, "'\"", false);
    private static final Syntax MYSQL = new Syntax(true, false, "'\"`", true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + (b * c)",
                "'--' || ';' || '(' || '/*'",
                "\"odd ) name\"",
                "'it''s )'",
                "E'\\')'",
                "$$ ) ; -- $$",
                "$x$ $$ ) $x$",
                "a$1",
                "'\\'",
                "(select 1)",
                "data #> '{a}'"
            })
    void expressionsPass(String sql) throws FragmentException {
        assertThat(FragmentLexer.check(sql, POSTGRES)).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    1) or (1 = 1          | a parenthesis is closed that was not opened
                    (1                    | a parenthesis is not closed
                    1; drop table t       | one SQL expression is allowed, ";" would begin another statement
                    1 -- rest             | comments are not allowed in the SQL of a mapping; write a YAML comment
                    1 /* rest             | comments are not allowed in the SQL of a mapping; write a YAML comment
                    'open                 | a quote is not closed
                    E'\\'                 | a quote is not closed
                    $x$ open              | a quote is not closed
                    "open                 | a quote is not closed
                    ^^                    | the SQL is empty
                    """)
    void whatLeavesItsParenthesesDoesNot(String sql, String reason) {
        assertThatThrownBy(() -> FragmentLexer.check(sql, POSTGRES))
                .isInstanceOf(FragmentException.class)
                .hasMessage(reason);
    }

    @Test
    void mySqlEscapesWithBackslashesAndCommentsWithHashes() throws FragmentException {
        assertThat(FragmentLexer.check("'\\') -- '", MYSQL)).isEqualTo("'\\') -- '");
        assertThat(FragmentLexer.check("`a)\\`", MYSQL)).isEqualTo("`a)\\`");
        assertThatThrownBy(() -> FragmentLexer.check("1 # rest", MYSQL)).isInstanceOf(FragmentException.class);
        assertThatThrownBy(() -> FragmentLexer.check("'\\'", MYSQL)).hasMessage("a quote is not closed");
    }

    @Test
    void aQuestionMarkIsWrittenTwiceForTheDriver() throws FragmentException {
        assertThat(FragmentLexer.check("d ? '?'", POSTGRES)).isEqualTo("d ?? '?'");
    }
}
