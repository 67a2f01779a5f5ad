package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.Shell.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a command line itself: exit code 2, and nothing on standard output. */
class UsageTest {

    @TempDir
    private Path directory;

    @Test
    void anUnknownCommand() {
        assertThat(run("migrat")).isEqualTo(new Answer(2, "", """
                        rowlift: unmatched argument at index 0: 'migrat'
                        Did you mean: rowlift migrate or rowlift status or rowlift validate?
                        Try "rowlift --help".
                        """));
    }

    @Test
    void anUnknownOption() {
        assertThat(run("migrate", "--restrat", "jobs/shop.yaml")).isEqualTo(new Answer(2, "", """
                        rowlift: unknown option: '--restrat'
                        Possible solutions: --restart
                        Try "rowlift migrate --help".
                        """));
    }

    @Test
    void noCommand() {
        assertThat(run()).isEqualTo(new Answer(2, "", """
                        rowlift: missing required subcommand
                        Try "rowlift --help".
                        """));
    }

    @Test
    void noJob() {
        assertThat(run("migrate")).isEqualTo(new Answer(2, "", """
                        rowlift: missing required parameter: 'JOB'
                        Try "rowlift migrate --help".
                        """));
    }

    @Test
    void asJson() {
        Answer answer = run("migrate", "--restrat", "--json", "jobs/shop.yaml");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.out()).isEqualTo("""
                        {
                          "command" : "migrate",
                          "exit" : 2,
                          "problems" : [
                            {
                              "message" : "unknown option: '--restrat'",
                              "remedy" : "possible solutions: --restart; try \\"rowlift migrate --help\\""
                            }
                          ]
                        }
                        """);
        assertThat(answer.err()).startsWith("rowlift: unknown option: '--restrat'\n");
        assertThat(run("--json").out()).contains("\"command\" : \"rowlift\",", "\"exit\" : 2,");
        assertThat(run("verify", "--json", "--keys", "many", "jobs/shop.yaml").out())
                .contains("\"message\" : \"invalid value for option '--keys': 'many' is not an int\"");
        assertThat(run("verify", "--json", "--keys", "-1", "jobs/shop.yaml").out())
                .contains("\"message\" : \"\\\"--keys\\\" is -1\"");
    }

    @Test
    void anEntityThatTheMappingDoesNotHave() {
        assertThat(run("render", "jobs/shop.yaml", "user", "1"))
                .isEqualTo(new Answer(
                        2, "", "rowlift: mappings/shop.yaml has no entity \"user\"; did you mean \"User\"?\n"));
        assertThat(run("render", "jobs/shop.yaml", "Invoice", "1"))
                .isEqualTo(
                        new Answer(2, "", "rowlift: mappings/shop.yaml has no entity \"Invoice\"; it has \"User\"\n"));
    }

    @Test
    void aNegativeNumberOfKeys() {
        assertThat(run("verify", "jobs/shop.yaml", "--keys", "-1"))
                .isEqualTo(new Answer(2, "", "rowlift: \"--keys\" is -1; use 0 or more\n"));
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertThat(run("--help").exit()).isZero();
        assertThat(run("--help").out()).startsWith("Moves a relational database into DynamoDB");
        assertThat(run("--version").exit()).isZero();
        assertThat(run("--version").out()).startsWith("rowlift ");
        assertThat(run("--version").err()).isEmpty();
    }

    private Answer run(String... arguments) {
        return new Shell(new ShopParts(directory), directory).run(arguments);
    }
}
