package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.Shell.Answer;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say where tables are copied, on stores in memory. */
class CopyCommandsTest {

    @TempDir
    private Path directory;

    private ShopParts parts;
    private CopyShop shop;

    @BeforeEach
    void open() {
        parts = new ShopParts(directory);
        shop = new CopyShop();
        parts.copying = shop;
    }

    private Answer run(String... arguments) {
        return new Shell(parts, directory).run(arguments);
    }

    @Test
    void migrateSaysWhatBecameOfTheRows() {
        parts.source.rows("users").put(7L, "bad one");
        parts.rejectLimit = 1;
        shop.findings.add(Finding.of(Severity.WARNING, "collation", "table \"users\"", "sorts otherwise", null));

        Answer answer = run("migrate", "jobs/shop.yaml");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.err()).contains("table \"users\": sorts otherwise");
        assertThat(answer.out().replaceAll("25 rows in .*, .* rows/s", "25 rows in T, R rows/s"))
                .isEqualTo("""
                        Migration "shop" is complete.

                          table  rows  written  rejected
                          users    25       24         1
                          total    25       24         1

                        Nothing was lost: rows = written + rejected, and every table holds what its ledger says.
                        This run: 25 rows in T, R rows/s, 2.3 KB, nothing repeated.

                        Next: rowlift rejects jobs/shop.yaml   shows which rows were rejected and why
                              rowlift verify jobs/shop.yaml   compares source and target by value
                        """);
    }

    @Test
    void migrateAndStatusAsJson() {
        assertThat(run("migrate", "jobs/shop.yaml", "--json").out())
                .containsPattern("\"run\" : \\{\\s+\"rows\" : 25,\\s+\"written\" : 25,\\s+\"rejected\" : 0,\\s+"
                        + "\"bytes\" : 2500.0,\\s+\"repeats\" : 0\\s+}")
                .containsPattern("\"tables\" : \\[\\s+\\{\\s+\"table\" : \"users\",\\s+\"rows\" : 25,");
        assertThat(run("status", "jobs/shop.yaml", "--json").out())
                .containsPattern("\"repeats\" : 0,")
                .containsPattern("\"tables\" : \\[\\s+\\{\\s+\"table\" : \"users\",\\s+\"state\" : \"done\",");
    }

    @Test
    void statusShowsTables() {
        run("migrate", "jobs/shop.yaml");
        assertThat(run("status", "jobs/shop.yaml").out()).endsWith("""

                          table  state  ranges  rows  written  rejected
                          users  done   3 of 3    25       25         0
                          total         3 of 3    25       25         0
                        """);
    }

    @Test
    void rejectsAreTriedAgain() {
        parts.source.rows("users").put(7L, "bad one");
        parts.source.rows("users").put(8L, "bad two");
        parts.rejectLimit = 2;
        run("migrate", "jobs/shop.yaml");
        assertThat(run("rejects", "jobs/shop.yaml").out())
                .startsWith("users(id=7): column \"text\" is bad\nusers(id=8): column \"text\" is bad\n");
        parts.source.rows("users").put(7L, "mended");

        Answer answer = run("rejects", "jobs/shop.yaml", "--replay");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out().replaceAll("in [0-9.]+ m?s", "in T"))
                .isEqualTo("Tried 2 rejected rows again in T: 1 written, 1 rejected again, 0 no longer selected by the"
                        + " source.\n");
        assertThat(run("rejects", "jobs/shop.yaml", "--replay", "--json").out())
                .contains("\"written\" : 0,", "\"rejected\" : 1,", "\"gone\" : 0");
    }

    @Test
    void aTableIsLoadedAgain() {
        run("migrate", "jobs/shop.yaml");
        parts.source.rows("users").put(7L, "changed");
        assertThat(run("migrate", "jobs/shop.yaml", "--restart", "users").exit())
                .isZero();
        assertThat(shop.target.rows()).contains("users 7 changed").hasSize(25);

        Answer unknown = run("migrate", "jobs/shop.yaml", "--restart", "user");

        assertThat(unknown.exit()).isEqualTo(ExitCode.USAGE.number());
        assertThat(unknown.err())
                .contains("--restart names table \"user\", which the mapping does not have; did you mean \"users\"?");
    }

    @Test
    void aChangedTableIsRefused() {
        run("migrate", "jobs/shop.yaml");
        parts.source.alter("users", "users.id bigint not null", "users.text varchar(200)");

        Answer answer = run("migrate", "jobs/shop.yaml");

        assertThat(answer.exit()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(answer.err()).contains("table \"users\" was changed since its load began:");
        assertThat(answer.err()).contains("or load the table anew with rowlift migrate JOB --restart users");
    }

    @Test
    void whatTheTargetCannotHoldIsRefused() {
        shop.findings.add(
                Finding.of(Severity.PROBLEM, "type", "table \"users\"", "has no counterpart", "give it a \"type\""));

        Answer answer = run("migrate", "jobs/shop.yaml");

        assertThat(answer.exit()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(answer.err()).contains("table \"users\": has no counterpart; give it a \"type\"");
        assertThat(shop.target.rows()).isEmpty();
    }

    @Test
    void pricesAreForDynamoDb() {
        assertThat(run("validate", "jobs/shop.yaml", "--prices", "prices.yaml"))
                .isEqualTo(new Answer(
                        2,
                        "",
                        "rowlift: \"--prices\" is for DynamoDB, which counts what it is asked; the target of"
                                + " jobs/shop.yaml is postgresql; leave it out\n"));
    }

    @Test
    void renderShowsARow() {
        parts.source.rows("users").put(7L, "bad one");
        assertThat(run("render", "jobs/shop.yaml", "users", "1").out()).isEqualTo("""
                        -- users(id=1) is read by
                        select id, text from users

                        -- and becomes a row of "public.users"
                        id bigint: 1
                        text varchar(100): row 1
                        """);
        assertThat(run("render", "jobs/shop.yaml", "users", "7").out())
                .endsWith("-- and rejected: column \"text\" is bad\n");
        assertThat(run("render", "jobs/shop.yaml", "users", "99").err())
                .contains(
                        "the job selects no row (id=99) of table \"users\"; check the key, and the table's \"where\" if"
                                + " it has one");
        assertThat(run("render", "jobs/shop.yaml", "user", "1").err())
                .contains("the job copies no table \"user\"; did you mean \"users\"?");
    }
}
