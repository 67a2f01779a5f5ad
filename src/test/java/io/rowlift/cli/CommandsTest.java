package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.Shell.Answer;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say on stores in memory: as text, as JSON, and with which exit code. */
class CommandsTest {

    private static final String SECONDS = "\"seconds\" : [0-9.E-]+";
    private static final String BEGAN = "\"began\" : \"[0-9T:.-]+Z\"";

    @TempDir
    private Path directory;

    private ShopParts parts;

    @BeforeEach
    void open() {
        parts = new ShopParts(directory);
    }

    @Test
    void migrateSaysWhatBecameOfTheRows() {
        parts.source.rows("users").put(7L, "");
        parts.rejectLimit = 1;

        Answer answer = run("migrate", "jobs/shop.yaml");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out().replaceAll("25 rows in .*, .* rows/s", "25 rows in T, R rows/s"))
                .isEqualTo("""
                        Migration "shop" is complete.

                          entity  rows  mapped  rejected  items rendered  items acknowledged
                          User      25      24         1              24                  24
                          total     25      24         1              24                  24

                        Nothing was lost: rows = mapped + rejected, items rendered = items acknowledged.
                        This run: 25 rows in T, R rows/s, 24 write units, not throttled.

                        Next: rowlift rejects jobs/shop.yaml   shows which rows were rejected and why
                              rowlift verify jobs/shop.yaml   compares source and target by value
                        """);
    }

    @Test
    void migrateAsJson() {
        Answer answer = run("migrate", "jobs/shop.yaml", "--json");

        assertThat(answer.exit()).isZero();
        assertThat(answer.out().replaceAll(SECONDS, "\"seconds\" : 0")).isEqualTo("""
                        {
                          "command" : "migrate",
                          "exit" : 0,
                          "job" : "shop",
                          "outcome" : "completed",
                          "seconds" : 0,
                          "run" : {
                            "rows" : 25,
                            "mapped" : 25,
                            "rejected" : 0,
                            "itemsRendered" : 25,
                            "itemsAcknowledged" : 25,
                            "writeUnits" : 25.0,
                            "throttles" : 0
                          },
                          "total" : {
                            "rows" : 25,
                            "mapped" : 25,
                            "rejected" : 0,
                            "itemsRendered" : 25,
                            "itemsAcknowledged" : 25
                          },
                          "writtenMeanwhile" : [ ],
                          "perhapsWrittenMeanwhile" : [ ],
                          "entities" : [
                            {
                              "entity" : "User",
                              "rows" : 25,
                              "mapped" : 25,
                              "rejected" : 0,
                              "itemsRendered" : 25,
                              "itemsAcknowledged" : 25
                            }
                          ]
                        }
                        """);
        assertThat(answer.err()).contains("Migration \"shop\" is complete.\n");
    }

    @Test
    void aCheckThatRefusesWritesNothing() {
        parts.target.problems.add(new Problem(null, "table \"shop\" is not empty", "use another table"));

        Answer answer = run("migrate", "jobs/shop.yaml");

        assertThat(answer.exit()).isEqualTo(3);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("rowlift: table \"shop\" is not empty; use another table\n");
        assertThat(parts.target.items).isEmpty();
        assertThat(run("migrate", "jobs/shop.yaml", "--take-over").exit()).isZero();
    }

    @Test
    void rejects() {
        assertThat(run("rejects", "jobs/shop.yaml").out()).isEqualTo("Job \"shop\" has not run yet.\n");

        parts.source.rows("users").put(7L, "");
        parts.rejectLimit = 1;
        run("migrate", "jobs/shop.yaml");

        assertThat(run("rejects", "jobs/shop.yaml")).isEqualTo(new Answer(0, """
                        User(id=7): key part "text" of "SK" is empty

                        1 row rejected. Mend the data, then: rowlift rejects jobs/shop.yaml --replay
                        """, ""));
        assertThat(run("rejects", "jobs/shop.yaml", "--json").out().replaceAll("\"at\" : \"[^\"]+\"", "\"at\" : \"T\""))
                .isEqualTo("""
                        {
                          "command" : "rejects",
                          "exit" : 0,
                          "job" : "shop",
                          "rejects" : [
                            {
                              "entity" : "User",
                              "row" : {
                                "id" : "7"
                              },
                              "reason" : "key part \\"text\\" of \\"SK\\" is empty",
                              "at" : "T"
                            }
                          ]
                        }
                        """);

        parts.source.rows("users").put(7L, "mended");
        Answer replay = run("rejects", "jobs/shop.yaml", "--replay", "--json");

        assertThat(replay.exit()).as(replay.err()).isZero();
        assertThat(replay.out().replaceAll(SECONDS, "\"seconds\" : 0")).isEqualTo("""
                        {
                          "command" : "rejects",
                          "exit" : 0,
                          "job" : "shop",
                          "seconds" : 0,
                          "mapped" : 1,
                          "rejected" : 0,
                          "gone" : 0,
                          "items" : 1
                        }
                        """);
        assertThat(run("rejects", "jobs/shop.yaml").out()).isEqualTo("No row was rejected.\n");
    }

    @Test
    void tooManyRejects() {
        parts.source.rows("users").put(7L, "");

        Answer answer = run("migrate", "jobs/shop.yaml");

        assertThat(answer.exit()).isEqualTo(4);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).endsWith("""
                        rowlift: 1 row is rejected and "rejects.limit" allows 0
                          User(id=7): key part "text" of "SK" is empty
                        see them all with "rowlift rejects"; mend the rows and try them with "rowlift rejects --replay", or raise the limit; then run the same command again
                        Go on with: rowlift migrate jobs/shop.yaml
                        """);
    }

    /** Somebody else's state, or a damaged one, hides no other job. */
    @Test
    void statusOfTheJobsThatCanBeRead() throws IOException {
        run("migrate", "jobs/shop.yaml");
        Path store = Files.createDirectory(directory.resolve("damaged")).resolve("store.mv.db");
        Files.writeString(store, "no database");

        Answer answer = run("status");

        assertThat(answer.exit()).isEqualTo(4);
        assertThat(answer.out()).contains("\n  shop  complete    25 ");
        assertThat(answer.err())
                .isEqualTo("rowlift: the state store of job \"damaged\" cannot be opened (SQLSTATE 90028);"
                        + " check the free space on the disk of \"" + directory.resolve("damaged")
                        + "\", and its permissions\n");
        assertThat(run("status", "--json").out())
                .contains("\"exit\" : 4", "\"job\" : \"shop\"", "\"unread\" : [\n    \"the state store of job ");
    }

    @Test
    void statusOfOneJobAndOfAll() {
        assertThat(run("status")).isEqualTo(new Answer(0, "No job keeps its state under \"" + directory + "\".\n", ""));
        assertThat(run("status", "jobs/shop.yaml").out()).isEqualTo("Migration \"shop\" is not started.\n");

        run("migrate", "jobs/shop.yaml");

        String moment = "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
        assertThat(run("status").out().replaceAll(moment, "2026-11-22T12:00:00Z"))
                .isEqualTo("""
                          job   state     rows  rejected  written                 begun
                          shop  complete    25         0       25  2026-11-22T12:00:00Z
                        """);
        assertThat(run("status", "jobs/shop.yaml").out().replaceAll(moment, "2026-11-22T12:00:00Z"))
                .isEqualTo("""
                        Migration "shop" is complete, begun 2026-11-22T12:00:00Z.

                          entity  state  ranges  rows  mapped  rejected  items acknowledged
                          User    done   3 of 3    25      25         0                  25
                          total          3 of 3    25      25         0                  25
                        """);
        assertThat(run("status", "--json").out())
                .contains("\"jobs\" : [\n    {\n      \"job\" : \"shop\",\n      \"state\" : \"complete\",");
    }

    @Test
    void renderShowsARejectionWithItsReason() {
        parts.source.rows("users").put(7L, "");

        assertThat(run("render", "jobs/shop.yaml", "User", "7")).isEqualTo(new Answer(0, """
                        -- User(id=7) is read by
                        select id, text from users

                        -- and rejected: key part "text" of "SK" is empty
                        """, ""));
    }

    @Test
    void renderAsJson() {
        assertThat(run("render", "jobs/shop.yaml", "User", "id=8", "--json").out())
                .isEqualTo("""
                        {
                          "command" : "render",
                          "exit" : 0,
                          "job" : "shop",
                          "entity" : "User",
                          "row" : {
                            "id" : "8"
                          },
                          "sql" : "select id, text from users",
                          "rejection" : null,
                          "items" : [
                            {
                              "table" : "shop",
                              "size" : 24,
                              "item" : {"PK":{"S":"USER#8"},"SK":{"S":"row 8"},"text":{"S":"row 8"}}
                            }
                          ]
                        }
                        """);
    }

    /** What may not be read is not absent. */
    @Test
    void whatCannotBeReadIsNotTakenForAJobThatWasNotStarted() throws IOException {
        Path state = Files.writeString(directory.resolve("shop"), "a file");

        for (String[] command : new String[][] {{"status"}, {"verify"}, {"rejects"}}) {
            Answer answer = run(command[0], "jobs/shop.yaml");

            assertThat(answer.exit()).as(command[0]).isEqualTo(4);
            assertThat(answer.err())
                    .startsWith("rowlift: the state directory \"" + state + "\" cannot be used (FileSystemException);"
                            + " check its permissions and the free space on its disk\n");
        }
    }

    /** It takes longer to ask access patterns than to compare. */
    @Test
    void verifyTellsHowLongAllOfItTook() {
        run("migrate", "jobs/shop.yaml");
        ItemKey extra = new ItemKey("shop", new Value.Str("USER#x"), new Value.Str("y"));
        parts.target.items.put(extra, new Item("shop", extra, Map.of(), 10));
        parts.target.onDelete =
                () -> LockSupport.parkNanos(Duration.ofMillis(2500).toNanos());

        assertThat(run("verify", "jobs/shop.yaml", "--repair", "--prune", "--json")
                        .out())
                .containsPattern("\"seconds\" : ([2-9]|[1-9][0-9])\\.");
    }

    @Test
    void verifyNamesWhatIsNotComparedLineByLine() {
        run("migrate", "jobs/shop.yaml");

        assertThat(run("verify", "jobs/shop.yaml", "--sample", "5").out()).contains("""
                Not compared:
                - rows that are not in the sample
                - items that no row makes
                - what indexes hold, but for what the access patterns read
                """);
    }

    @Test
    void verifyBeforeTheMigrationSaysSo() {
        Answer answer = run("verify", "jobs/shop.yaml", "--keys", "2");

        assertThat(answer.exit()).isEqualTo(6);
        assertThat(answer.err()).isEqualTo("Note: migration \"shop\" is not started: everything will be missing\n");
        assertThat(answer.out())
                // ranges are read side by side: which keys are shown first is left to chance
                .containsPattern(
                        "missing: shop \\{\"PK\":\\{\"S\":\"USER#(\\d+)\"},\"SK\":\\{\"S\":\"row \\1\"}} of User\\(id=\\1\\)\n")
                .contains("  and 23 more missing\n25 differences found: 25 items compared by value in ");
    }

    @Test
    void verifySaysThatTheSourceWasChangedSinceTheLoad() {
        run("migrate", "jobs/shop.yaml");
        parts.source.alter("users", "users.id bigint not null", "users.text varchar(200)");

        Answer answer = run("verify", "jobs/shop.yaml", "--json");

        assertThat(answer.exit()).isZero();
        assertThat(answer.err()).startsWith("""
                Note: a table that entity "User" reads was changed since its load began:
                  - users.text varchar(100)
                  + users.text varchar(200)
                """);
        assertThat(answer.out())
                .contains("\"notices\" : [\n    \"a table that entity \\\"User\\\" reads was changed since its load"
                        + " began:\\n  - users.text varchar(100)\\n  + users.text varchar(200)\"\n  ]");
    }

    @Test
    void verifySaysThatTheMappingWasChangedSinceTheLoad() {
        run("migrate", "jobs/shop.yaml");
        parts.nulls = Entity.Nulls.KEEP;

        Answer answer = run("verify", "jobs/shop.yaml");

        assertThat(answer.exit()).isZero();
        assertThat(answer.err()).startsWith("""
                Note: entity "User" was changed in the mapping since its load began:
                  + item 1: nulls: keep
                """);
    }

    @Test
    void verifySaysThatTheLoadIsUnfinished() {
        parts.source.rows("users").remove(8L);
        parts.source.rows("users").put(8L, "");
        assertThat(run("migrate", "jobs/shop.yaml").exit()).isEqualTo(4);

        Answer answer = run("verify", "jobs/shop.yaml");

        assertThat(answer.err())
                .startsWith("Note: migration \"shop\" is unfinished: what it has not loaded will be missing (");
    }

    @Test
    void verifyAsJson() {
        run("migrate", "jobs/shop.yaml");
        ItemKey extra = new ItemKey("shop", new Value.Str("USER#x"), new Value.Str("y"));
        parts.target.items.put(extra, new Item("shop", extra, Map.of(), 10));
        parts.source.rows("users").put(3L, "changed");

        Answer answer = run("verify", "jobs/shop.yaml", "--json");

        assertThat(answer.exit()).isEqualTo(6);
        assertThat(answer.out().replaceAll(SECONDS, "\"seconds\" : 0").replaceAll(BEGAN, "\"began\" : \"T\""))
                .startsWith("""
                        {
                          "command" : "verify",
                          "exit" : 6,
                          "job" : "shop",
                          "seconds" : 0,
                          "began" : "T",
                          "differences" : 3,
                          "left" : 3,
                          "entities" : [
                            {
                              "entity" : "User",
                              "rows" : 25,
                              "rejected" : 0,
                              "compared" : 25,
                              "equal" : 24,
                              "missing" : 1,
                              "different" : 0,
                              "expired" : 0,
                              "changed" : 0,
                              "perhapsChanged" : 0,
                              "firstMissing" : [
                                {
                                  "table" : "shop",
                                  "key" : {"PK":{"S":"USER#3"},"SK":{"S":"changed"}},
                                  "row" : {
                                    "id" : "3"
                                  }
                                }
                              ],
                              "firstDifferent" : [ ]
                            }
                          ],
                          "tables" : [
                            {
                              "table" : "shop",
                              "items" : 26,
                              "foreign" : 0,
                              "extra" : 2,
                              "firstExtra" : [
                        """);
        assertThat(directory.resolve("shop/verify.json")).content().isEqualTo(answer.out());
    }

    @Test
    void verifyLeavesAPageThatShowsValuesOnlyWhereTheyAreAskedFor() {
        run("migrate", "jobs/shop.yaml");
        ItemKey key = new ItemKey("shop", new Value.Str("USER#3"), new Value.Str("row 3"));
        Map<String, Value> other =
                Map.of("PK", key.partition(), "SK", key.sort(), "text", new Value.Str("<i>secret</i>"));
        parts.target.items.put(key, new Item("shop", key, other, 10));
        Path page = directory.resolve("shop/verify.html");

        Answer answer = run("verify", "jobs/shop.yaml");

        assertThat(answer.out()).endsWith("\nReport: " + page + "\n");
        assertThat(mode("shop/verify.html")).isEqualTo("rw-------");
        assertThat(page)
                .content()
                .contains("1 difference between source and target.", "USER#3")
                .doesNotContain("secret");

        run("verify", "jobs/shop.yaml", "--show-values");

        assertThat(page).content().contains("&lt;i&gt;secret&lt;/i&gt;");
    }

    @Test
    void verifyKeepsWhatItRemembersWhereNobodyElseLooksAndRemovesItAtTheEnd() throws IOException {
        Map<String, String> modes = new ConcurrentHashMap<>();
        parts.source.beforeRead(() -> {
            modes.put("shop", mode("shop"));
            modes.put("verify", mode("shop/verify"));
            modes.put("plan", mode("shop/verify/plan"));
        });

        run("verify", "jobs/shop.yaml");

        assertThat(modes).isEqualTo(Map.of("shop", "rwx------", "verify", "rwx------", "plan", "rw-------"));
        assertThat(directory.resolve("shop/verify").toFile().list()).containsExactly("lock");
        assertThat(mode("shop/verify.json")).isEqualTo("rw-------");

        parts.source.beforeRead(() -> {
            throw new FailedException("the source does not answer", "start it", null);
        });
        assertThat(run("verify", "jobs/shop.yaml").exit()).isEqualTo(4);
        assertThat(directory.resolve("shop/verify/plan")).exists();
    }

    private String mode(String file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer run(String... arguments) {
        return new Shell(parts, directory).run(arguments);
    }
}
