package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Template.Literal;
import io.rowlift.mapping.Template.Part;
import io.rowlift.mapping.Template.Variable;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problem;
import io.rowlift.problem.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateParserTest {

    private static final Location HERE = new Location("shop.yaml", 14);

    @Test
    void literalsAndVariables() {
        assertThat(parts("USER#{user_id}#{customer.name|lower|escape}"))
                .containsExactly(
                        new Literal("USER#"),
                        new Variable("user_id", List.of()),
                        new Literal("#"),
                        new Variable(
                                "customer.name",
                                List.of(new Format(Format.Kind.LOWER, 0), new Format(Format.Kind.ESCAPE, 0))));
        assertThat(parts("{Order Date}")).containsExactly(new Variable("Order Date", List.of()));
    }

    @Test
    void doubledBracesAreText() {
        assertThat(parts("{{a}}")).containsExactly(new Literal("{a}"));
        assertThat(parts("{{{a}}}")).containsExactly(new Literal("{"), new Variable("a", List.of()), new Literal("}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pad:1",
                "pad:38",
                "desc:18",
                "iso:0",
                "iso:3",
                "iso:6",
                "epoch",
                "epoch-millis",
                "lower",
                "upper",
                "hex",
                "base64",
                "shard:1",
                "shard:999999999",
                "escape",
                "raw",
                "pad:3|raw",
                "hex|escape"
            })
    void formats(String formats) {
        assertThat(parts("{a|" + formats + "}")).hasSize(1);
        assertThat(parts("{a|" + formats + "}").get(0))
                .hasToString("Variable[reference=a, formats=[" + formats.replace("|", ", ") + "]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "''~template is empty",
                "A#{id~the \"{\" at character 3 is not closed; write {{ for a brace",
                "A#{i{d}~the \"{\" at character 3 is not closed; write {{ for a brace",
                "A}b~the \"}\" at character 2 closes nothing; write }} for a brace",
                "{id}}~the \"}\" at character 5 closes nothing; write }} for a brace",
                "A{}~the variable at character 2 has no name; write a column, such as {id}",
                "{|lower}~the variable at character 1 has no name; write a column, such as {id}",
                "{a}{b}~the variables \"a\" and \"b\" have no text between them; separate them, as in \"{a}#{b}\"",
                "{a|}~\"\" is no format; known are pad:n, desc:n, iso:n, epoch, epoch-millis, lower, upper, hex,"
                        + " base64, shard:n, escape, raw",
                "{a|lwoer}~\"lwoer\" is no format; did you mean \"lower\"?",
                "{a|xyzzy}~\"xyzzy\" is no format; known are pad:n, desc:n, iso:n, epoch, epoch-millis, lower, upper,"
                        + " hex, base64, shard:n, escape, raw",
                "{a|pad}~format \"pad\" needs a number of digits, 1 to 38; write {column|pad:10}",
                "{a|pad:0}~format \"pad:0\" needs a number of digits, 1 to 38; write {column|pad:10}",
                "{a|desc:39}~format \"desc:39\" needs a number of digits, 1 to 38; write {column|desc:10}",
                "{a|pad:-1}~format \"pad:-1\" needs a number of digits, 1 to 38; write {column|pad:10}",
                "{a|pad:99999999999}~format \"pad:99999999999\" needs a number of digits, 1 to 38; write"
                        + " {column|pad:10}",
                "{a|iso:2}~format \"iso:2\" needs 0, 3 or 6 fraction digits; write {column|iso:3}",
                "{a|shard:0}~format \"shard:0\" needs a number of shards, 1 to 999999999; write {column|shard:10}",
                "{a|lower:2}~format \"lower\" takes no argument; write {column|lower}",
                "{a|lower|upper}~the formats \"lower|upper\" cannot stand together; a variable takes one format, and"
                        + " escape or raw after it",
                "{a|raw|lower}~the formats \"raw|lower\" cannot stand together; a variable takes one format, and escape"
                        + " or raw after it",
                "{a|escape|raw}~the formats \"escape|raw\" cannot stand together; a variable takes one format, and escape"
                        + " or raw after it",
                "{a|hex|escape|raw}~the formats \"hex|escape|raw\" cannot stand together; a variable takes one format,"
                        + " and escape or raw after it"
            })
    void mistakes(String template, String problem) {
        Problems problems = new Problems();
        assertThat(TemplateParser.parse(template, HERE, problems)).isNull();
        assertThat(problems.list()).extracting(Problem::toString).containsExactly("shop.yaml:14: " + problem);
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        Problems problems = new Problems();
        assertThat(TemplateParser.parse("{a|lowr}{b|pad}", HERE, problems)).isNull();
        assertThat(problems.list()).hasSize(3);
    }

    private static List<Part> parts(String text) {
        Problems problems = new Problems();
        Template template = TemplateParser.parse(text, HERE, problems);
        assertThat(problems.list()).isEmpty();
        assertThat(template).isNotNull().hasToString(text);
        return template == null ? List.of() : template.parts();
    }
}
