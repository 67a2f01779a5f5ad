package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.Shell.Answer;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import io.rowlift.problem.StoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when a command does not end well, and what its caller gets. */
class FailuresTest {

    private static final String MARK = "zebra-4711";

    @TempDir
    private Path directory;

    private ShopParts parts;

    @BeforeEach
    void open() {
        parts = new ShopParts(directory);
    }

    @Test
    void allProblemsOfAFileOnePerLine() {
        parts.onJob = new ConfigurationException(List.of(
                new Problem(new Location("jobs/shop.yaml", 3), "unknown key \"nam\"", "did you mean \"name\"?"),
                new Problem(new Location("jobs/shop.yaml", 7), "\"url\" is missing", null)));

        assertThat(migrate()).isEqualTo(new Answer(2, "", """
                        rowlift: jobs/shop.yaml:3: unknown key "nam"; did you mean "name"?
                        rowlift: jobs/shop.yaml:7: "url" is missing
                        """));
    }

    @Test
    void aRefusal() {
        parts.onSource = new RefusedException("table \"shop\" holds items of job \"other\"", "use another table");

        assertThat(migrate())
                .isEqualTo(
                        new Answer(3, "", "rowlift: table \"shop\" holds items of job \"other\"; use another table\n"));
    }

    @Test
    void aFailureSaysHowToGoOn() {
        parts.onSource = new FailedException("the source does not answer", "start it", null);

        assertThat(migrate()).isEqualTo(new Answer(4, "", """
                        rowlift: the source does not answer; start it
                        Go on with: rowlift migrate jobs/shop.yaml
                        """));
    }

    @Test
    void aStopSaysHowToGoOn() {
        parts.onSource = new StoppedException("stopped");

        assertThat(migrate()).isEqualTo(new Answer(5, "", """
                        rowlift: stopped
                        Go on with: rowlift migrate jobs/shop.yaml
                        """));
    }

    @Test
    void aStopSaysHowToGoOnInJsonToo() {
        parts.onSource = new StoppedException("stopped");

        assertThat(run("migrate", "--json", "jobs/shop.yaml").out()).isEqualTo("""
                        {
                          "command" : "migrate",
                          "exit" : 5,
                          "problems" : [
                            {
                              "message" : "stopped",
                              "remedy" : "go on with: rowlift migrate jobs/shop.yaml"
                            }
                          ]
                        }
                        """);
    }

    @Test
    void problemsAsJson() {
        parts.onJob = new ConfigurationException(List.of(
                new Problem(new Location("jobs/shop.yaml", 3), "unknown key \"nam\"", "did you mean \"name\"?"),
                new Problem(null, "\"url\" is missing", null)));

        Answer answer = run("migrate", "--json", "jobs/shop.yaml");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.out()).isEqualTo("""
                        {
                          "command" : "migrate",
                          "exit" : 2,
                          "problems" : [
                            {
                              "file" : "jobs/shop.yaml",
                              "line" : 3,
                              "message" : "unknown key \\"nam\\"",
                              "remedy" : "did you mean \\"name\\"?"
                            },
                            {
                              "message" : "\\"url\\" is missing"
                            }
                          ]
                        }
                        """);
        assertThat(answer.err()).startsWith("rowlift: jobs/shop.yaml:3: ");
    }

    @Test
    void aBugHasALogAndNoMessageOfItsOwn() throws IOException {
        parts.onSource =
                new IllegalStateException("Key (email)=(" + MARK + ") exists", new SQLException(MARK, "23505"));

        Answer answer = migrate();

        Path log = directory.resolve("shop/debug.log");
        assertThat(answer.exit()).isEqualTo(70);
        assertThat(answer.err())
                .matches(
                        "rowlift: a bug in Rowlift: java\\.sql\\.SQLException at io\\.rowlift\\.cli\\.FailuresTest\\.aBug.*;"
                                + " the stack trace is in \"" + log
                                + "\"; please report it; what was written is recorded, and the"
                                + " same command goes on\n");
        assertThat(Files.readString(log))
                .contains("java.lang.IllegalStateException\n")
                .contains("caused by java.sql.SQLException, SQL state 23505\n")
                .contains("    at io.rowlift.cli.FailuresTest.aBug")
                .doesNotContain(MARK);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
    }

    @Test
    void stackTracesOfOtherEndsOnlyOnRequest() throws IOException {
        parts.onSource = new FailedException("the source does not answer", "start it", new SQLException(MARK, "08001"));
        Path log = directory.resolve("shop/debug.log");

        migrate();
        assertThat(log).doesNotExist();

        Answer answer = run("migrate", "--debug", "jobs/shop.yaml");
        assertThat(answer.err())
                .isEqualTo("rowlift: the source does not answer; start it\nrowlift: the stack trace is in \"" + log
                        + "\"\nGo on with: rowlift migrate jobs/shop.yaml\n");
        assertThat(Files.readString(log))
                .contains("io.rowlift.problem.FailedException: the source does not answer; start it")
                .contains("caused by java.sql.SQLException, SQL state 08001")
                .doesNotContain(MARK);
    }

    private Answer migrate() {
        return run("migrate", "jobs/shop.yaml");
    }

    private Answer run(String... arguments) {
        return new Shell(parts, directory).run(arguments);
    }
}
